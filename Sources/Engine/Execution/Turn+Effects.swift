import CEL

/// What a turn says and has done outside.
extension Turn {
    mutating func hear(_ text: String) {
        said.append(HistoryEntry(turn: checkpoint.turn, role: .customer, text: text, at: at))
    }

    mutating func receive(_ receipt: Receipt) {
        if receipt.markRead { trace.note(policy: "receive.mark_read") }
        if receipt.typing { trace.note(policy: "receive.typing") }
        if receipt.reaction != nil { trace.note(policy: "receive.react") }
        effects.append(.receipt(receipt))
    }

    /// Sends a text within the reply policy; the buttons stand below its last message.
    ///
    /// - Parameters:
    ///   - previewURL: In the place of the policy's.
    ///   - isFinal: Whether a model answers with it.
    mutating func say(
        _ text: String, buttons: [OutboundMessage.Button] = [], previewURL: Bool? = nil, isFinal: Bool = false
    ) {
        let policy = graph.policies.reply
        let reply = policy.divided(text, isFinal: isFinal)
        if reply.isLong { trace.note(policy: "reply.max_chars") }
        if reply.isLong, policy.maximumMessages > 1 { trace.note(policy: "reply.split") }
        if reply.messages.count > 1 { trace.note(policy: "reply.max_messages") }
        if reply.isClosed { trace.note(policy: "reply.closing") }
        if isNoting { note(reply, of: text) }
        for (place, text) in reply.messages.enumerated() {
            if !buttons.isEmpty, place == reply.messages.count - 1 {
                send(.buttons(OutboundMessage.Body(text), buttons))
            } else {
                if previewURL == nil { trace.note(policy: "reply.preview_url") }
                send(.text(text, previewURL: previewURL ?? policy.previewsLinks))
            }
        }
    }

    /// Sends what is within the reply policy already.
    mutating func send(_ message: OutboundMessage) {
        let wanted = message
        guard let message = allowed(message) else {
            if isNoting { note(.unsent(wanted)) }
            return
        }
        effects.append(.send(message))
        if isNoting { note(.sent(message)) }
        said.append(HistoryEntry(turn: checkpoint.turn, role: .bot, text: message.text, at: at))
    }

    /// A text that goes with something else, so that it is not divided: cut within the reply policy.
    mutating func shortened(_ text: String) -> String {
        let whole = text.trimmed
        let text = graph.policies.reply.shortened(whole)
        if text != whole {
            trace.note(policy: "reply.max_chars")
            if isNoting { note(.divided(.init(characters: whole.count, messages: 1, isCut: true, closing: nil))) }
        }
        return text
    }

    /// Gives out the next call number of this turn.
    mutating func newCallID() -> CallID {
        checkpoint.calls += 1
        return CallID(turn: checkpoint.turn, number: checkpoint.calls)
    }

    mutating func call(_ call: Call) {
        if send(call) {
            track.calls.append(call.id)
            if isNoting { note(.called(call)) }
        }
    }

    /// A call that belongs to no node.
    mutating func ask(judge call: Call) { _ = send(call) }

    /// - Returns: Whether the policies let it be made.
    private mutating func send(_ call: Call) -> Bool {
        switch call.work {
        case .action(let request):
            // What is done outside stays done: nobody goes back over it.
            if request.isWrite { checkpoint.forgetAnswers() }
            effects.append(.call(call))
        case .model(let request):
            exhausted = exhaustedBudget
            guard exhausted == nil else { return false }
            if graph.policies.budget != nil { checkpoint.policies.modelCalls += 1 }
            let masking = masking(request)
            if !masking.isEmpty { trace.note(policy: "privacy.mask") }
            effects.append(.call(Call(id: call.id, work: .model(masking.masked(request)))))
        }
        return true
    }

    mutating func handOver(to queue: String, summary: String?) {
        let handOver = HandOver(queue: queue, summary: summary)
        effects.append(.handOver(handOver))
        if isNoting { note(.handedOver(handOver)) }
    }

    /// What an operator wrote to the person.
    mutating func hear(operator text: String) {
        said.append(HistoryEntry(turn: checkpoint.turn, role: .operator, text: text, at: at))
    }

    /// Takes back those of the calls that are not made yet; the results of the others are not waited for.
    mutating func drop(_ calls: [CallID]) {
        guard !calls.isEmpty else { return }
        effects.removeAll { effect in
            if case .call(let call) = effect { calls.contains(call.id) } else { false }
        }
    }

    /// Takes back all calls.
    mutating func dropCalls() {
        effects.removeAll { effect in
            if case .call = effect { true } else { false }
        }
    }
}
