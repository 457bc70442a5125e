import CEL

/// What a link, a file, a location or a template that is sent is to be like. What is left out may be anything.
struct PartExpectation: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case link, media, location, template

        /// The keys that it may have.
        fileprivate var fields: Fields {
            switch self {
            case .link: Fields(part("text", "what stands on the button"), part("url", "the page"))
            case .media:
                Fields(
                    part("image", "the address of the picture, or its id"), part("video", "the address of the film, or its id"),
                    part("audio", "the address of the sound, or its id"), part("document", "the address of the file, or its id"),
                    part("caption", "the text below it; 'null' for none"), part("filename", "the name of the document"))
            case .location:
                Fields(
                    part("latitude", "degrees north of the equator"), part("longitude", "degrees east of Greenwich"),
                    part("name", "the place's name"), part("address", "the place's address"))
            case .template:
                Fields(
                    part("name", "the template's name"), part("language", "its language"),
                    part("header", "what fills its title, or the address of the file above the text"),
                    part("body", "what fills the variables of its text: a list, or a mapping where they have names"),
                    part("buttons", "what its buttons are given, in order: labels, ends of links, codes"))
            }
        }

        /// The one key that may be written alone.
        fileprivate var main: String? {
            switch self {
            case .link: "url"
            case .template: "name"
            case .media, .location: nil
            }
        }

        private func part(_ name: String, _ about: String) -> Field<Located<JSON>?> { .optional(name, .literal, about) }
    }

    let kind: Kind
    let values: [Named<Located<JSON>>]

    static func shape(_ kind: Kind) -> Shape<PartExpectation> {
        let fields = kind.fields
        let mapping = Shape<PartExpectation>.object(fields) { (map) throws(Unreadable) in
            var values: [Named<Located<JSON>>] = []
            for entry in map.mapping.entries where fields[entry.key.value] != nil {
                values.append(
                    Named(name: entry.key, value: Located(ValueSource(entry.value).literal, at: entry.value.span)))
            }
            return PartExpectation(kind: kind, values: values)
        }
        guard let main = kind.main else { return mapping }
        let alone = Shape<Located<String>>.located(.text).map { text in
            PartExpectation(
                kind: kind, values: [Named(name: Located(main, at: text.span), value: text.map { JSON.string($0) })])
        }
        return .either(alone, mapping)
    }
}

extension OutboundMessage {
    /// By the keys of `PartExpectation.Kind`; `nil` when it is of another kind.
    func part(_ kind: PartExpectation.Kind) -> JSON? {
        var json: JSONObject = [:]
        switch (kind, self) {
        case (.link, .link(_, let link)): json = ["text": .string(link.text), "url": .string(link.url)]
        case (.media, .media(let media, let caption)):
            json[media.kind.name] = .string(media.place)
            json["caption"] = caption.map(JSON.string)
            if case .document(let filename?) = media.kind { json["filename"] = .string(filename) }
        case (.media, .buttons(let body, _)), (.media, .link(let body, _)):
            guard case .media(let media)? = body.header else { return nil }
            json[media.kind.name] = .string(media.place)
        case (.location, .location(let place)): return place.encoded()
        case (.template, .template(let template)):
            json = ["name": .string(template.name), "language": .string(template.language)]
            switch template.header {
            case nil: break
            case .text(let argument): json["header"] = .string(argument.text)
            case .media(let media): json["header"] = .string(media.place)
            }
            json["body"] =
                template.body.contains { $0.name != nil }
                ? .object(JSONObject(template.body.map { ($0.name ?? "", .string($0.text)) }))
                : .array(template.body.map { .string($0.text) })
            json["buttons"] = .array(template.buttons.map { .string($0.kind.text) })
        case (.link, _), (.media, _), (.location, _), (.template, _): return nil
        }
        return .object(json)
    }
}

extension OutboundMessage.Media {
    /// Its address or its id.
    var place: String {
        switch source {
        case .url(let text), .id(let text): text
        }
    }
}

extension OutboundMessage.Template.ButtonArgument.Kind {
    fileprivate var text: String {
        switch self {
        case .reply(let button): button.title
        case .link(let text), .code(let text): text
        }
    }
}
