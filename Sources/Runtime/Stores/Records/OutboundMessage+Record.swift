import Engine

extension OutboundMessage {
    /// As stores keep it: an object whose member `kind` names the case.
    var record: JSON {
        var object = JSONObject()
        switch self {
        case .text(let text, let previewURL):
            object = ["kind": "text", "text": .string(text), "preview_url": .bool(previewURL)]
        case .buttons(let body, let buttons):
            object = ["kind": "buttons"]
            body.add(to: &object)
            object["buttons"] = .array(buttons.map(\.record))
        case .list(let body, let list):
            object = ["kind": "list"]
            body.add(to: &object)
            object["button"] = .string(list.button)
            object["sections"] = .array(list.sections.map(\.record))
        case .link(let body, let link):
            object = ["kind": "link"]
            body.add(to: &object)
            object["link"] = ["text": .string(link.text), "url": .string(link.url)]
        case .media(let media, let caption):
            object = ["kind": "media", "media": media.record]
            object["caption"] = caption.map(JSON.string)
        case .location(let place): object = ["kind": "location", "location": place.encoded()]
        case .template(let template):
            object = ["kind": "template"]
            template.add(to: &object)
        }
        return .object(object)
    }

    init(record: JSON) throws(RecordError) {
        switch record["kind"]?.string {
        case "text":
            self = .text(try record.required("text", \.string), previewURL: try record.required("preview_url", \.bool))
        case "buttons":
            self = .buttons(
                try Body(record: record), try record.list("buttons") { (row) throws(RecordError) in try Button(record: row) })
        case "list":
            let sections = try record.list("sections") { (row) throws(RecordError) in try List.Section(record: row) }
            self = .list(try Body(record: record), List(button: try record.required("button", \.string), sections: sections))
        case "link":
            let link = try record.required("link", \.self)
            self = .link(
                try Body(record: record), Link(text: try link.required("text", \.string), url: try link.required("url", \.string))
            )
        case "media":
            self = .media(try Media(record: try record.required("media", \.self)), caption: record["caption"]?.string)
        case "location":
            guard let place = record["location"].flatMap(Location.init(decoding:)) else {
                throw RecordError(expected: "location")
            }
            self = .location(place)
        case "template": self = .template(try Template(record: record))
        default: throw RecordError(expected: "an outbound message")
        }
    }
}

extension JSON {
    /// The elements of a member that must be there.
    func list<Element>(
        _ name: String, _ read: (JSON) throws(RecordError) -> Element
    ) throws(RecordError) -> [Element] {
        var elements: [Element] = []
        for element in try required(name, \.self).elements { elements.append(try read(element)) }
        return elements
    }
}

extension OutboundMessage.Button {
    var record: JSON { ["id": .string(id), "title": .string(title)] }

    init(record: JSON) throws(RecordError) {
        self.init(id: try record.required("id", \.string), title: try record.required("title", \.string))
    }
}

extension OutboundMessage.Body {
    fileprivate func add(to object: inout JSONObject) {
        object["text"] = .string(text)
        switch header {
        case nil: break
        case .text(let text): object["header"] = .string(text)
        case .media(let media): object["header"] = media.record
        }
        object["footer"] = footer.map(JSON.string)
    }

    fileprivate init(record: JSON) throws(RecordError) {
        let header: Header? =
            switch record["header"] {
            case nil: nil
            case .string(let text): .text(text)
            case let media?: .media(try OutboundMessage.Media(record: media))
            }
        self.init(try record.required("text", \.string), header: header, footer: record["footer"]?.string)
    }
}

extension OutboundMessage.List.Section {
    fileprivate var record: JSON {
        var object = JSONObject()
        object["title"] = title.map(JSON.string)
        object["rows"] = .array(
            rows.map { row in
                var object: JSONObject = ["id": .string(row.button.id), "title": .string(row.button.title)]
                object["description"] = row.description.map(JSON.string)
                return .object(object)
            })
        return .object(object)
    }

    fileprivate init(record: JSON) throws(RecordError) {
        let rows = try record.list("rows") { (row) throws(RecordError) in
            OutboundMessage.List.Row(try OutboundMessage.Button(record: row), description: row["description"]?.string)
        }
        self.init(title: record["title"]?.string, rows: rows)
    }
}

extension OutboundMessage.Media {
    var record: JSON {
        var object: JSONObject = ["kind": .string(kind.name)]
        switch source {
        case .url(let url): object["url"] = .string(url)
        case .id(let id): object["id"] = .string(id)
        }
        if case .document(let filename?) = kind { object["filename"] = .string(filename) }
        return .object(object)
    }

    init(record: JSON) throws(RecordError) {
        let kind: Kind =
            switch record["kind"]?.string {
            case "image": .image
            case "video": .video
            case "audio": .audio
            case "document": .document(filename: record["filename"]?.string)
            default: throw RecordError(expected: "a kind of media")
            }
        if let url = record["url"]?.string {
            self.init(kind, .url(url))
        } else {
            self.init(kind, .id(try record.required("id", \.string)))
        }
    }
}
