import CEL
import Engine

extension Event {
    /// As stores keep it: an object with `at` in milliseconds and one member named for its kind.
    var record: JSON {
        var object = JSONObject([("at", .int(at.milliseconds))])
        switch kind {
        case .message(let message): object["message"] = message.record
        case .timer: object["timer"] = true
        case .operated(let act): object["operated"] = act.record
        case .finished(let call, let result):
            object["call"] = [.int(Int64(call.turn)), .int(Int64(call.number))]
            object["result"] = result.record
        case .abandoned(let failure): object["abandoned"] = failure.record
        }
        return .object(object)
    }

    init(record: JSON) throws(RecordError) {
        let kind: Kind
        if let message = record["message"] {
            kind = .message(try InboundMessage(record: message))
        } else if record["timer"] != nil {
            kind = .timer
        } else if let act = record["operated"] {
            kind = .operated(try OperatorAct(record: act))
        } else if let result = record["result"] {
            let call = try record.required("call") { call in
                call[0]?.int.flatMap(Int.init(exactly:)).flatMap { turn in
                    call[1]?.int.flatMap(Int.init(exactly:)).map { CallID(turn: turn, number: $0) }
                }
            }
            kind = .finished(call, try CallResult(record: result))
        } else if let failure = record["abandoned"] {
            kind = .abandoned(try CallFailure(record: failure))
        } else {
            throw RecordError(expected: "an event")
        }
        self.init(at: Timestamp(milliseconds: try record.required("at", \.int)), kind: kind)
    }
}

extension ToldEvent {
    /// As stores keep it: the event, with what a tool was asked where it is the end of that.
    var record: JSON {
        guard let use, case .object(var object) = event.record else { return event.record }
        object["tool"] = .string(use.tool.rawValue)
        object["arguments"] = .object(use.arguments)
        return .object(object)
    }

    init(record: JSON) throws(RecordError) {
        var use: Use?
        if let tool = record["tool"]?.string {
            let arguments = try record.required("arguments") { arguments -> JSONObject? in
                guard case .object(let object) = arguments else { return nil }
                return object
            }
            use = Use(tool: ToolName(rawValue: tool), arguments: arguments)
        }
        self.init(try Event(record: record), use: use)
    }
}
