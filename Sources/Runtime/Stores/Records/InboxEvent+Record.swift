import Engine

extension InboxEvent.Kind {
    /// As stores keep it: a message as it is, anything else as an object with one member named for its kind.
    var record: JSON {
        switch self {
        case .message(let message): message.record
        case .timer: ["timer": true]
        case .operated(let act): ["operated": act.record]
        }
    }

    init(record: JSON) throws(RecordError) {
        if record["timer"] != nil {
            self = .timer
        } else if let act = record["operated"] {
            self = .operated(try OperatorAct(record: act))
        } else {
            self = .message(try InboundMessage(record: record))
        }
    }
}

extension OperatorAct {
    var record: JSON {
        switch self {
        case .giveBack: ["give_back": true]
        case .wrote(let text): ["wrote": .string(text)]
        }
    }

    init(record: JSON) throws(RecordError) {
        if let text = record["wrote"]?.string {
            self = .wrote(text)
        } else if record["give_back"] != nil {
            self = .giveBack
        } else {
            throw RecordError(expected: "what an operator does")
        }
    }
}
