/// What a step brought, for holding it against what is expected.
struct StepRecord {
    var sent: [OutboundMessage] = []
    var receipt: Receipt?
    var calls: [ActionRequest] = []
    var asked: [ModelRequest] = []
    var handOver: HandOver?
    /// Of the models' answers.
    var tokens = 0
    var failure: TurnFailure?

    mutating func add(_ transition: Transition) {
        for effect in transition.effects {
            switch effect {
            case .receipt(let receipt): self.receipt = receipt
            case .handOver(let act): handOver = act
            case .send(let message): sent.append(message)
            case .call(let call):
                switch call.work {
                case .action(let request): calls.append(request)
                case .model(let request): asked.append(request)
                }
            }
        }
        failure = transition.failure ?? failure
    }

    /// Of the last message that has buttons.
    var buttons: [OutboundMessage.Button]? {
        sent.lazy.compactMap { message in
            if case .buttons(_, let buttons) = message { buttons } else { nil }
        }.last
    }

    /// Of the last message that has a list.
    var list: OutboundMessage.List? {
        sent.lazy.compactMap { message in
            if case .list(_, let list) = message { list } else { nil }
        }.last
    }

    /// Of the last message with something to tap.
    var options: [OutboundMessage.Button]? { sent.map(\.options).last { !$0.isEmpty } }
}
