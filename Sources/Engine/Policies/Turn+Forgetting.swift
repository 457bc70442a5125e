import CEL

/// The words by which a person has their data deleted.
extension Turn {
    /// How long a yes is waited for.
    private static let patience = Duration.seconds(900)
    private static let yes = "forget-yes"
    private static let no = "forget-no"

    /// Whether the message is about deleting the person's data, and answered with that.
    mutating func forgets(by message: InboundMessage) -> Bool {
        guard !graph.policies.forgetWords.isEmpty else { return false }
        if let until = checkpoint.policies.forgetsUntil {
            checkpoint.policies.forgetsUntil = nil
            if let answer = Turn.answer(message), at.milliseconds <= until { return answer ? forget() : keep() }
        }
        guard case .text(let text) = message.content, graph.policies.forgetWords.contains(text.folded) else { return false }
        trace.note(policy: "privacy.forget")
        checkpoint.policies.forgetsUntil = at.milliseconds + Turn.patience.milliseconds
        say(
            graph.phrases.forgetQuestion,
            buttons: [.init(id: Turn.yes, title: graph.phrases.yes), .init(id: Turn.no, title: graph.phrases.no)])
        return true
    }

    private static func answer(_ message: InboundMessage) -> Bool? {
        switch message.content {
        case .choice(yes, _): true
        case .choice(no, _): false
        case .text(let text): YesNo.value(of: text)
        case .choice, .media, .location, .contacts, .other, .notice: nil
        }
    }

    /// Nothing is left but that the store has to delete what it keeps.
    private mutating func forget() -> Bool {
        trace.note(policy: "privacy.forget")
        say(graph.phrases.forgotten)
        endConversation()
        var blank = Checkpoint.start
        blank.turn = checkpoint.turn
        blank.policies.forgottenAt = at
        checkpoint = blank
        return true
    }

    private mutating func keep() -> Bool {
        say(graph.phrases.cancelled)
        return true
    }
}
