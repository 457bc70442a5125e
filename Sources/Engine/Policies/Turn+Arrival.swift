import CEL

/// What policies say of a message before the graph hears it.
extension Turn {
    /// Notes when the person wrote, for the policies that count.
    ///
    /// - Parameter isLate: Whether the message is too old to be answered: it is no sign of haste.
    mutating func noteArrival(isLate: Bool) {
        let policies = graph.policies
        if let budget = policies.budget, let last = checkpoint.policies.heardAt,
            at.milliseconds - last.milliseconds >= budget.silence.milliseconds
        {
            checkpoint.policies.modelCalls = 0
        }
        checkpoint.policies.heardAt = at
        checkpoint.policies.isUnasked = false
        checkpoint.policies.forgottenAt = nil
        guard let rate = policies.rate, !isLate else { return }
        let begin = at.milliseconds - RateLimit.span.milliseconds
        let recent = checkpoint.policies.recent.filter { $0 > begin && $0 <= at.milliseconds } + [at.milliseconds]
        checkpoint.policies.recent = Array(recent.suffix(rate.messages + 1))
    }

    /// Whether a message has waited for too long to be answered, as after an outage.
    func isTooOld(_ message: InboundMessage) -> Bool {
        guard !message.isReplay, let limit = graph.policies.turns.policy.maximumAge else { return false }
        return at.milliseconds - message.at.milliseconds > limit.milliseconds
    }

    /// Passes over a message that is too old; the person is told so once.
    mutating func passOver() throws(TurnError) {
        trace.note(policy: Trace.maximumAge)
        guard let answer = graph.policies.turns.answer, !checkpoint.policies.isToldLate else { return }
        checkpoint.policies.isToldLate = true
        trace.note(policy: "turns.say")
        say(try text(of: answer))
    }

    /// Whether the message comes too soon after too many others; the person is told so once.
    mutating func isTooMuch() throws(TurnError) -> Bool {
        guard let rate = graph.policies.rate, checkpoint.policies.recent.count > rate.messages else {
            checkpoint.policies.isSlowedDown = false
            return false
        }
        trace.note(policy: "rate.messages_per_minute")
        guard !checkpoint.policies.isSlowedDown else { return true }
        checkpoint.policies.isSlowedDown = true
        guard let answer = rate.answer else { return true }
        trace.note(policy: "rate.say")
        say(try text(of: answer))
        return true
    }

    /// Whether the person wants no messages and is not answered; the words for coming back are heard.
    mutating func isUnwanted(_ message: InboundMessage) -> Bool {
        guard let optOut = graph.policies.optOut, checkpoint.policies.isOptedOut else { return false }
        if case .text(let text) = message.content, optOut.back.contains(text.folded) {
            trace.note(policy: "opt_out.back")
            checkpoint.policies.isOptedOut = false
            return false
        }
        if case .text(let text) = message.content, optOut.words.contains(text.folded) { return true }
        if !optOut.replies { trace.note(policy: "opt_out.replies") }
        return !optOut.replies
    }

    /// Whether the person wants no more messages by this one; the conversation ends with the policy's answer.
    mutating func optsOut(by message: InboundMessage) throws(TurnError) -> Bool {
        guard let optOut = graph.policies.optOut, case .text(let text) = message.content, optOut.words.contains(text.folded)
        else {
            return false
        }
        trace.note(policy: "opt_out.words")
        if let answer = optOut.answer {
            trace.note(policy: "opt_out.say")
            say(try self.text(of: answer))
        }
        checkpoint.policies.isOptedOut = true
        endConversation()
        return true
    }
}
