public import Engine

/// What goes with a message to its channel and comes back in its delivery statuses: `1.CONVERSATION.NUMBER.NONCE`.
///
/// The nonce tells the message from another of the same number, which there may be after a database was put back to an earlier state.
public struct DeliveryTag: Sendable, Hashable, CustomStringConvertible {
    public let conversation: ConversationID
    /// The message's place in the conversation's outbox.
    public let number: Int64
    /// Sixteen hexadecimal digits.
    public let nonce: String

    public init(conversation: ConversationID, number: Int64, nonce: String) {
        self.conversation = conversation
        self.number = number
        self.nonce = nonce
    }

    /// `nil` for a text that is no tag of ours.
    public init?(_ text: String) {
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count == 4, pieces[0] == "1", let conversation = Int64(pieces[1]), let number = Int64(pieces[2]),
            pieces[3].utf8.count == 16, pieces[3].allSatisfy(\.isHexDigit)
        else { return nil }
        self.init(conversation: ConversationID(rawValue: conversation), number: number, nonce: String(pieces[3]))
    }

    public var description: String { "1.\(conversation.rawValue).\(number).\(nonce)" }
}
