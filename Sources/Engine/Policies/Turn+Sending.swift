import CEL

/// What may be sent now.
extension Turn {
    /// How long after a person's last message a channel takes free texts.
    ///
    /// - SeeAlso: WhatsApp Business Platform, "Customer service windows".
    static let window = Duration.seconds(86_400)

    /// Whether the person wrote so lately that free texts may be sent.
    var isWindowOpen: Bool {
        guard let last = checkpoint.heardAt else { return true }
        return at.milliseconds - last.milliseconds < Turn.window.milliseconds
    }

    /// The message that is sent in the place of one; `nil` when nothing is.
    mutating func allowed(_ message: OutboundMessage) -> OutboundMessage? {
        if checkpoint.policies.isOptedOut, checkpoint.policies.isUnasked {
            trace.note(policy: "opt_out.words")
            return nil
        }
        if case .template = message { return message }
        guard !isWindowOpen, let window = graph.policies.window else { return message }
        trace.note(policy: "window.template")
        guard !hasKnocked else { return nil }
        hasKnocked = true
        // A template whose places cannot be filled is not sent: the text goes out, and the channel says why it does not take it.
        guard
            let body = try? window.body.map({ (part) throws(TurnError) in OutboundMessage.Template.Argument(try text(of: part)) })
        else { return message }
        if !body.isEmpty { trace.note(policy: "window.body") }
        if window.isLanguageWritten { trace.note(policy: "window.language") }
        return .template(.init(name: window.name, language: window.language, body: body))
    }
}
