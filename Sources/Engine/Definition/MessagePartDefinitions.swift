import CEL

/// `link:` of a `say`.
struct LinkDefinition: MapReadable {
    static let text = Field.required("text", .template, "what stands on the button", examples: ["Abrir o site"])
    static let url = Field.required("url", .template, "the page, an https address", examples: ["https://exemplo.com/pedidos"])
    static let fields = Fields(text, url)

    let text: TemplateSource
    let url: TemplateSource

    init(reading map: inout MapReader) throws(Unreadable) {
        text = try map.read(Self.text)
        url = try map.read(Self.url)
    }
}

/// `image:`, `video:`, `audio:` or `document:` of a `say`.
struct MediaDefinition: Sendable {
    enum Kind: String, CaseIterable {
        case image, video, audio, document
    }

    enum Source: Sendable {
        case url(TemplateSource)
        case id(TemplateSource)
    }

    static let url = Field.optional("url", .template, "where the file is, an https address that WhatsApp can fetch")
    static let id = Field.optional("id", .template, "the id that WhatsApp gave out for an upload, in the place of 'url'")
    static let caption = Field.optional(
        "caption", .template, "what stands below it; left out: the text of 'say', which else is sent before it")
    static let filename = Field.optional(
        "filename", .template, "the name under which the person saves it", examples: ["boleto.pdf"])

    let source: Source
    let caption: TemplateSource?
    let filename: TemplateSource?

    /// An address alone, or a mapping.
    static func shape(_ kind: Kind) -> Shape<MediaDefinition> {
        let fields: Fields =
            switch kind {
            case .image, .video: Fields(url, id, caption)
            case .audio: Fields(url, id)
            case .document: Fields(url, id, caption, filename)
            }
        let mapping = Shape<MediaDefinition>.object(fields) { (map) throws(Unreadable) in
            let url = try map.read(Self.url)
            let id = try map.read(Self.id)
            let source: Source
            switch (url, id) {
            case (let url?, nil): source = .url(url)
            case (nil, let id?): source = .id(id)
            case (nil, nil):
                map.report(.missingKey(Self.url.name, about: Self.url.about, at: map.span))
                throw Unreadable()
            case (_?, _?):
                let keys = [map.key(of: Self.url), map.key(of: Self.id)].compactMap(\.self)
                map.report(.severalKinds("a file", keys, at: map.key(of: Self.id)?.span ?? map.span))
                throw Unreadable()
            }
            return MediaDefinition(
                source: source, caption: kind == .audio ? nil : try map.read(Self.caption),
                filename: kind == .document ? try map.read(Self.filename) : nil)
        }
        let address = Shape<TemplateSource>.template.map { MediaDefinition(source: .url($0), caption: nil, filename: nil) }
        return .either(address, mapping)
    }
}

/// `location:` of a `say`.
struct LocationDefinition: MapReadable {
    enum Degrees: Sendable {
        case fixed(Double)
        case template(TemplateSource)
    }

    static let latitude = Field.required("latitude", .degrees(90), "degrees north of the equator", examples: ["-23.5614"])
    static let longitude = Field.required("longitude", .degrees(180), "degrees east of Greenwich", examples: ["-46.6559"])
    static let name = Field.optional("name", .template, "the place's name", examples: ["Loja Paulista"])
    static let address = Field.optional("address", .template, "the place's address", examples: ["Av. Paulista, 1578"])
    static let fields = Fields(latitude, longitude, name, address)

    let latitude: Degrees
    let longitude: Degrees
    let name: TemplateSource?
    let address: TemplateSource?

    init(reading map: inout MapReader) throws(Unreadable) {
        latitude = try map.read(Self.latitude)
        longitude = try map.read(Self.longitude)
        name = try map.read(Self.name)
        address = try map.read(Self.address)
    }
}

extension Shape where Value == LocationDefinition.Degrees {
    /// A number, or a text that is one `{{ expression }}`.
    fileprivate static func degrees(_ limit: Double) -> Shape<LocationDefinition.Degrees> {
        let number = Shape<Double>.number(-limit...limit)
        let words: Wording = "\(number.words), or one '{{ expression }}'"
        return Shape(words, .scalar, .anyOf([number.schema, Shape<TemplateSource>.template.schema])) {
            (node, diagnostics) throws(Unreadable) in
            let scalar = try node.uncut(words, &diagnostics)
            if scalar.text.contains("{{") { return .template(TemplateSource(scalar)) }
            return .fixed(try number.read(node, &diagnostics))
        }
    }
}

/// `header:` of a message: a text, or a file.
enum HeaderDefinition: Sendable {
    case text(TemplateSource)
    case media(MediaDefinition.Kind, MediaDefinition)
}

extension Shape where Value == HeaderDefinition {
    /// Of a message, or of a template.
    static var header: Shape<HeaderDefinition> {
        let kinds: [MediaDefinition.Kind] = [.image, .video, .document]
        let files = Shape<HeaderDefinition>.kinds(
            "a header",
            kinds.map { kind in
                let field = Field.required(kind.rawValue, MediaDefinition.shape(kind), "the file that stands above the text")
                return (
                    kind.rawValue,
                    .object(Fields(field)) { (map) throws(Unreadable) in HeaderDefinition.media(kind, try map.read(field)) }
                )
            })
        return .either(Shape<TemplateSource>.template.map { .text($0) }, files)
    }
}

extension MediaDefinition {
    /// The kind's own key of a `say`.
    static func field(_ kind: Kind, _ about: String) -> Field<MediaDefinition?> {
        .optional(kind.rawValue, shape(kind), about, examples: ["https://exemplo.com/arquivo"])
    }
}
