import CEL

/// What of an answer reaches the model and the state: an allow-list of fields with their types.
struct ToolOutput: Sendable {
    struct Field: Sendable {
        let name: String
        let type: DataType
        /// Over `body` and `status`, or over the row's columns as `row`; left out: the member of the same name.
        let from: Expression?
    }

    /// An answer that does not have the shape that the tool declares.
    struct Misfit: Error {
        let message: String
    }

    enum Shape: Sendable {
        /// One object: an HTTP body or one row. No row is no answer.
        case one
        /// A list of objects. An empty list is no answer.
        case many
    }

    enum Content: Sendable {
        case fields([Field])
        /// All that the type names.
        case whole(DataType)
    }

    let shape: Shape
    let content: Content

    /// An answer that was let through, as expressions see it.
    func value(of answer: JSON) -> Value { type.value(of: answer) }

    /// Of an answer that was let through.
    var type: DataType {
        let one: DataType =
            switch content {
            case .fields(let fields): .object(fields.map { DataType.Member(name: $0.name, type: $0.type) })
            case .whole(let type): type
            }
        return shape == .many ? .list(one) : one
    }

    /// For answers that have this output's form already.
    var ofOwnForm: ToolOutput {
        guard case .fields(let fields) = content else { return self }
        return ToolOutput(shape: shape, content: .fields(fields.map { Field(name: $0.name, type: $0.type, from: nil) }))
    }

    func value(ofBody body: JSON, status: Int, locals: [Value], in turn: Turn) throws(TurnError) -> Result<JSON?, Misfit> {
        try object(from: body, answer: [Value(body), .int(Int64(status))], locals: locals, in: turn).map(Optional.some)
    }

    func value(ofRows rows: [JSON], locals: [Value], in turn: Turn) throws(TurnError) -> Result<JSON?, Misfit> {
        guard let first = rows.first else { return .success(nil) }
        if shape == .one {
            return try object(from: first, answer: [Value(first), .int(0)], locals: locals, in: turn).map(Optional.some)
        }
        var objects: [JSON] = []
        for row in rows {
            switch try object(from: row, answer: [Value(row), .int(0)], locals: locals, in: turn) {
            case .success(let object): objects.append(object)
            case .failure(let misfit): return .failure(misfit)
            }
        }
        return .success(.array(objects))
    }

    private func object(from source: JSON, answer: [Value], locals: [Value], in turn: Turn) throws(TurnError) -> Result<
        JSON, Misfit
    > {
        guard case .fields(let fields) = content else { return whole(source) }
        var object = JSONObject()
        for field in fields {
            let found: JSON
            if let from = field.from {
                found = JSON(try turn.value(of: from, locals: answer + locals))
            } else {
                found = source[field.name] ?? .null
            }
            if found == .null, field.type.isOptional { continue }
            guard let value = field.type.coerced(found) else {
                return .failure(Misfit(message: "'\(field.name)' of the answer is not \(field.type.description)"))
            }
            object[field.name] = value
        }
        return .success(.object(object))
    }

    private func whole(_ source: JSON) -> Result<JSON, Misfit> {
        guard case .whole(let type) = content, let value = type.coerced(source) else {
            return .failure(Misfit(message: "the answer does not fit the schema of the tool's output"))
        }
        return .success(value)
    }
}
