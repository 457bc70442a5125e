import CEL

extension Tool.Confirmation {
    func buttons(for call: CallID) -> [OutboundMessage.Button] {
        [
            .init(id: ConfirmationAnswer.buttonID(call, accepts: true), title: accept),
            .init(id: ConfirmationAnswer.buttonID(call, accepts: false), title: refuse),
        ]
    }
}

/// What a person's message means to the question whether a tool may run.
enum ConfirmationAnswer {
    case accepted, refused, expired
    /// Neither yes nor no.
    case other

    init(_ message: InboundMessage, to call: CallID, _ confirmation: Tool.Confirmation, isExpired: Bool) {
        let accepts: Bool?
        switch message.content {
        case .choice(ConfirmationAnswer.buttonID(call, accepts: true), _): accepts = true
        case .choice(ConfirmationAnswer.buttonID(call, accepts: false), _): accepts = false
        // A button of an older question with the same label is no answer to this one.
        case .choice(let id, _) where id.hasPrefix(ConfirmationAnswer.prefix): accepts = nil
        case .text(let text), .choice(_, let text):
            if text.folded == confirmation.accept.folded || ConfirmationAnswer.yes.contains(text.folded) {
                accepts = true
            } else if text.folded == confirmation.refuse.folded || ConfirmationAnswer.no.contains(text.folded) {
                accepts = false
            } else {
                accepts = nil
            }
        case .media, .other, .notice: accepts = nil
        }
        switch accepts {
        case nil: self = .other
        case false?: self = .refused
        case true?: self = isExpired ? .expired : .accepted
        }
    }

    static let yes: Set = ["sim", "s", "ok", "pode", "confirmo", "yes", "y", "si"]
    static let no: Set = ["nao", "n", "no", "cancelar", "cancela"]
    private static let prefix = "confirm:"

    static func buttonID(_ call: CallID, accepts: Bool) -> String {
        "\(prefix)\(call.turn).\(call.number):\(accepts ? "yes" : "no")"
    }
}
