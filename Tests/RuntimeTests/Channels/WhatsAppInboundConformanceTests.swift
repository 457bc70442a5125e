import CEL
import Engine
import Runtime
import Testing

@Suite(
    "Meta's own webhook bodies",
    .enabled(if: ConformanceFolder.whatsAppInbound.exists, "there is no folder of bodies: set TRAMA_CONFORMANCE"))
struct WhatsAppInboundConformanceTests {
    private static let folder = ConformanceFolder.whatsAppInbound
    /// Its change is of the field `history`: an old message, not a new one.
    private static let old = "image__metadocs__referencia-history-2.json"

    /// What a body's first event or, without events, its first skipped part is, in a word.
    private static func outcome(of envelope: WhatsAppEnvelope) -> String {
        switch envelope.parts.first?.event {
        case .message(let message, _): name(of: message.content)
        case .status(let status): "status \(status.stage.rawValue)"
        case nil: "skipped \(envelope.skipped.first?.reason.rawValue ?? "nothing")"
        }
    }

    private static func name(of content: InboundMessage.Content) -> String {
        switch content {
        case .text: "text"
        case .choice: "choice"
        case .media(let media): "media \(media.kind.rawValue)"
        case .location: "location"
        case .contacts: "contacts"
        case .other(let type): "other \(type)"
        case .notice(let type): "notice \(type)"
        }
    }

    private static func expected(of kind: String) -> String {
        let words = kind.split(separator: "-", maxSplits: 1).map(String.init)
        let detail = words.count > 1 ? words[1] : ""
        return switch words[0] {
        case "text": "text"
        case "button": "choice"
        case "interactive": detail.hasSuffix("_reply") ? "choice" : "other \(detail)"
        case "order", "unsupported": "other \(words[0])"
        case "reaction", "system", "edit", "revoke": "notice \(words[0])"
        case "status": "status \(detail)"
        case "group": "skipped group"
        case "field", "call", "echo": "skipped field"
        case "errors": "skipped accountError"
        case "location", "contacts": words[0]
        default: "media \(words[0])"
        }
    }

    @Test("each is read as its kind", arguments: folder.files)
    func kind(file: String) throws {
        let kind = try #require(try Self.folder.index()[file])[1]
        let envelope = try WhatsAppEnvelope(reading: Self.folder.bytes(of: file), at: Timestamp(milliseconds: 0))
        #expect(Self.outcome(of: envelope) == (file == Self.old ? "skipped field" : Self.expected(of: kind)))
        #expect(envelope.parts.count + envelope.skipped.count == 1)
    }

    @Test("each has the signature that its index says", arguments: folder.files)
    func signature(file: String) throws {
        let header = try #require(try Self.folder.index()[file])[2]
        let signature = try #require(WebhookSignature(appSecret: Secret("test-app-secret")))
        #expect(signature.isValid(header, for: try Self.folder.bytes(of: file)))
    }

    @Test("there are as many files as index lines")
    func complete() throws {
        #expect(try Self.folder.index().keys.sorted() == Self.folder.files)
    }
}
