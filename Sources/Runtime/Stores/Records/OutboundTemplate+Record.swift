import Engine

extension OutboundMessage.Template {
    func add(to object: inout JSONObject) {
        object["name"] = .string(name)
        object["language"] = .string(language)
        switch header {
        case nil: break
        case .text(let argument): object["header"] = argument.record
        case .media(let media): object["header"] = ["media": media.record]
        }
        object["body"] = .array(body.map(\.record))
        if !buttons.isEmpty { object["buttons"] = .array(buttons.map(\.record)) }
        object["filled"] = filled.map(JSON.string)
    }

    init(record: JSON) throws(RecordError) {
        var header: Header?
        if let media = record["header"]?["media"] {
            header = .media(try OutboundMessage.Media(record: media))
        } else if let written = record["header"] {
            header = .text(try Argument(record: written))
        }
        let buttons =
            record["buttons"] == nil
            ? [] : try record.list("buttons") { (row) throws(RecordError) in try ButtonArgument(record: row) }
        self.init(
            name: try record.required("name", \.string), language: try record.required("language", \.string), header: header,
            body: try record.list("body") { (row) throws(RecordError) in try Argument(record: row) }, buttons: buttons,
            filled: record["filled"]?.string)
    }
}

extension OutboundMessage.Template.Argument {
    /// A text, with its name where it has one.
    fileprivate var record: JSON {
        name.map { ["name": .string($0), "text": .string(text)] } ?? .string(text)
    }

    fileprivate init(record: JSON) throws(RecordError) {
        if let text = record.string {
            self.init(text)
        } else {
            self.init(try record.required("text", \.string), for: try record.required("name", \.string))
        }
    }
}

extension OutboundMessage.Template.ButtonArgument {
    fileprivate var record: JSON {
        var object: JSONObject = ["place": .int(Int64(place))]
        switch kind {
        case .reply(let button): object["reply"] = button.record
        case .link(let text): object["link"] = .string(text)
        case .code(let text): object["code"] = .string(text)
        }
        return .object(object)
    }

    fileprivate init(record: JSON) throws(RecordError) {
        guard let place = Int(exactly: try record.required("place", \.int)) else { throw RecordError(expected: "a place") }
        if let reply = record["reply"] {
            self.init(at: place, .reply(try OutboundMessage.Button(record: reply)))
        } else if let link = record["link"]?.string {
            self.init(at: place, .link(link))
        } else {
            self.init(at: place, .code(try record.required("code", \.string)))
        }
    }
}
