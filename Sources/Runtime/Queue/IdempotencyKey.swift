public import Engine

/// The name under which a write call is known to the other side: the same for every try of one decision, other for every other.
///
/// A UUID of version 8 (RFC 9562, section 5.8): the first 128 bits of a SHA-256 over the store, the conversation, the event that
/// began the turn, the call and the tool, each closed by a zero byte.
public struct IdempotencyKey: RawRepresentable, Hashable, Sendable {
    /// In lower case, with hyphens.
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// - Parameter event: The inbox number of the event that the turn is of; of a burst the last one.
    public init(store: String, conversation: ConversationID, event: Int64, call: CallID, tool: ToolName) {
        let parts = [store, "\(conversation.rawValue)", "\(event)", "\(call.turn)", "\(call.number)", tool.rawValue]
        var bytes = Digest.short(of: parts.flatMap { Array($0.utf8) + [0] })
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        rawValue = text
    }
}
