public import Engine

/// A transport for messages, bound to one account of one bot.
public protocol Channel: Sendable {
    /// The account's own identifier on the channel: for WhatsApp the phone number id.
    var account: String { get }

    /// The messages that carry this one within the channel's limits, in order; at least one. Pure: the same message gives the same parts.
    func parts(of message: OutboundMessage) -> [OutboundMessage]

    /// Hands one part to the channel.
    ///
    /// - Parameter tag: Comes back in the message's delivery statuses; at most 512 characters.
    /// - Returns: The provider's identifier of the message: accepted, not yet delivered.
    func send(_ message: OutboundMessage, to contact: Contact, tag: String) async throws(SendFailure) -> String

    /// Marks a message as read, shows typing, reacts. Each of them is tried though another fails.
    func show(_ receipt: Receipt, to contact: Contact) async throws(SendFailure)
}

/// Why a message was not taken by its channel.
public struct SendFailure: Error, Sendable, Equatable {
    /// What to do about it.
    public enum Code: String, Sendable, CaseIterable {
        /// Try this message again after a short while.
        case retry
        /// Try again, let the account's other messages wait too, and send fewer of them in a second from now on.
        case tooFast
        /// Try again, and let the account's other messages wait too.
        case slowAccount
        /// Try again, slower; only this contact is concerned.
        case slowContact
        /// No answer: it may have been taken. Look for a status before trying again.
        case unknownOutcome
        /// The account cannot send until an operator mends its token, payment or standing. Keep everything.
        case accountBlocked
        /// Outside the 24-hour window: only a template may be sent.
        case windowClosed
        /// This message can never be sent as it is.
        case rejected
        /// Not to be sent, and nobody's fault: the contact opted out or blocked us.
        case unwanted
    }

    public let code: Code
    /// The provider's error number, where it gave one.
    public let providerCode: Int?
    /// For the operator: no phone number, text or token.
    public let message: String
    public let retryAfter: Duration?

    public init(_ code: Code, providerCode: Int? = nil, _ message: String, retryAfter: Duration? = nil) {
        self.code = code
        self.providerCode = providerCode
        self.message = message
        self.retryAfter = retryAfter
    }
}
