import CEL

/// The two buttons of a question that wants a yes or a no.
struct ConfirmationLabels: Sendable {
    let accept: String
    let refuse: String

    /// - Parameter call: Tells this question from every other of the conversation.
    func buttons(for call: CallID) -> [OutboundMessage.Button] {
        [
            .init(id: ConfirmationAnswer.buttonID(call, accepts: true), title: accept),
            .init(id: ConfirmationAnswer.buttonID(call, accepts: false), title: refuse),
        ]
    }
}

/// What a person's message means to a question that wants a yes or a no.
enum ConfirmationAnswer {
    case accepted, refused, expired
    /// Neither yes nor no.
    case other

    init(_ message: InboundMessage, to call: CallID, _ labels: ConfirmationLabels, isExpired: Bool) {
        let accepts: Bool?
        switch message.content {
        case .choice(ConfirmationAnswer.buttonID(call, accepts: true), _): accepts = true
        case .choice(ConfirmationAnswer.buttonID(call, accepts: false), _): accepts = false
        // A button of an older question with the same label is no answer to this one.
        case .choice(let id, _) where id.hasPrefix(ConfirmationAnswer.prefix): accepts = nil
        case .text(let text), .choice(_, let text):
            if text.folded == labels.accept.folded {
                accepts = true
            } else {
                accepts = text.folded == labels.refuse.folded ? false : YesNo.value(of: text)
            }
        case .media, .location, .contacts, .other, .notice: accepts = nil
        }
        switch accepts {
        case nil: self = .other
        case false?: self = .refused
        case true?: self = isExpired ? .expired : .accepted
        }
    }

    private static let prefix = "confirm:"

    static func buttonID(_ call: CallID, accepts: Bool) -> String {
        "\(prefix)\(call.turn).\(call.number):\(accepts ? "yes" : "no")"
    }
}
