import Engine
import Testing

@testable import Runtime

@Suite(
    "Meta's own bodies for the send endpoint",
    .enabled(if: ConformanceFolder.whatsAppOutbound.exists, "there is no folder of bodies: set TRAMA_CONFORMANCE"))
struct GraphConformanceTests {
    private static let folder = ConformanceFolder.whatsAppOutbound

    /// A quick reply whose payload is a truth value, which the reference does not allow.
    private static let wrong: Set = ["template__fbopenapi__send-sample-issue-resolution-template.json"]

    /// The body with something that fits in place of what the documentation leaves open, such as `<MESSAGE_ID>`.
    private static func filled(_ value: JSON, key: String = "", depth: Int = 0) -> JSON {
        guard depth < JSON.maximumDepth else { return value }
        switch value {
        case .array(let elements): return .array(elements.map { filled($0, depth: depth + 1) })
        case .object(let object):
            return .object(JSONObject(object.members.map { ($0.key, filled($0.value, key: $0.key, depth: depth + 1)) }))
        case .string(let text)
        where ["<", "{", "http(s)", "PHONE_NUMBER", "xxx", "template-name", "locale", "LANGUAGE_AND"].contains {
            text.contains($0)
        }:
            return .string(filling(key: key, text: text))
        default: return value
        }
    }

    private static func filling(key: String, text: String) -> String {
        switch key {
        case "to": "+16505551234"
        case "message_id": "wamid.A"
        case "link", "url": "https://example.com/file"
        case "emoji": "👀"
        case "latitude", "longitude": "1.5"
        case "type": "text"
        case "name": "a_name"
        case "code": "pt_BR"
        default: String(text.filter { $0.isLetter || $0.isNumber }.suffix(20))
        }
    }

    @Test("is taken by the stand-in", arguments: folder.files.filter { !wrong.contains($0) })
    func taken(file: String) throws {
        _ = try GraphRequest(reading: Self.filled(JSON(parsing: Self.folder.bytes(of: file))))
    }
}
