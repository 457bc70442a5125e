import Engine

extension CallResult {
    /// As stores keep it: an object with one member named for its case.
    var record: JSON {
        switch self {
        case .action(.rows(let rows)):
            ["rows": .array(rows)]
        case .action(.http(let status, let body)):
            ["http": ["status": .int(Int64(status)), "body": body]]
        case .failure(let failure):
            ["failure": failure.record]
        case .model(let reply):
            ["model": reply.record]
        }
    }

    init(record: JSON) throws(RecordError) {
        if let rows = record["rows"] {
            self = .action(.rows(rows.elements))
        } else if let http = record["http"] {
            let status = try http.required("status") { $0.int.flatMap(Int.init(exactly:)) }
            self = .action(.http(status: status, body: try http.required("body", \.self)))
        } else if let failure = record["failure"] {
            self = .failure(try CallFailure(record: failure))
        } else if let model = record["model"] {
            self = .model(try ModelReply(record: model))
        } else {
            throw RecordError(expected: "the result of a call")
        }
    }
}

extension CallFailure {
    /// Without `retryAfter`, which has passed when the record is read.
    var record: JSON { ["code": .string(code.rawValue), "message": .string(message)] }

    init(record: JSON) throws(RecordError) {
        let code = try record.required("code") { $0.string.flatMap(Code.init(rawValue:)) }
        self.init(code, try record.required("message", \.string))
    }
}

extension ModelReply {
    fileprivate var record: JSON {
        [
            "text": text.map(JSON.string) ?? .null,
            "calls": .array(
                calls.map { ["id": .string($0.id), "name": .string($0.name), "arguments": .string($0.arguments)] }),
            "prompt_tokens": .int(Int64(usage.promptTokens)), "completion_tokens": .int(Int64(usage.completionTokens)),
        ]
    }

    fileprivate init(record: JSON) throws(RecordError) {
        var calls: [ToolCall] = []
        for call in try record.required("calls", \.self).elements {
            calls.append(
                ToolCall(
                    id: try call.required("id", \.string), name: try call.required("name", \.string),
                    arguments: try call.required("arguments", \.string)))
        }
        let usage = Usage(
            promptTokens: try record.required("prompt_tokens") { $0.int.flatMap(Int.init(exactly:)) },
            completionTokens: try record.required("completion_tokens") { $0.int.flatMap(Int.init(exactly:)) })
        self.init(text: record["text"]?.string, calls: calls, usage: usage)
    }
}
