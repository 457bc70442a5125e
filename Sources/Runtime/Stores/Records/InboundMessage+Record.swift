import CEL
import Engine

extension InboundMessage {
    /// As stores keep it: an object with `id`, `at` in milliseconds, and one member named for its content.
    var record: JSON {
        var object = JSONObject([("id", .string(id)), ("at", .int(at.milliseconds))])
        switch content {
        case .text(let text):
            object["text"] = .string(text)
        case .choice(let id, let title):
            object["choice"] = ["id": .string(id), "title": .string(title)]
        case .media(let kind, let caption):
            object["media"] = .string(kind.rawValue)
            object["caption"] = caption.map(JSON.string)
        case .other(let kind):
            object["other"] = .string(kind)
        case .notice(let kind):
            object["notice"] = .string(kind)
        }
        return .object(object)
    }

    init(record: JSON) throws(RecordError) {
        let content: Content
        if let text = record["text"]?.string {
            content = .text(text)
        } else if let choice = record["choice"] {
            content = .choice(id: try choice.required("id", \.string), title: try choice.required("title", \.string))
        } else if let media = record["media"]?.string, let kind = MediaKind(rawValue: media) {
            content = .media(kind, caption: record["caption"]?.string)
        } else if let kind = record["other"]?.string {
            content = .other(kind)
        } else if let kind = record["notice"]?.string {
            content = .notice(kind)
        } else {
            throw RecordError(expected: "an inbound message")
        }
        self.init(
            id: try record.required("id", \.string), at: Timestamp(milliseconds: try record.required("at", \.int)),
            content: content)
    }
}
