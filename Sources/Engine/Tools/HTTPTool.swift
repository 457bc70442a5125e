import CEL

/// `http:` calls an address under a connection's base URL.
struct HTTPTool: ToolKind {
    static let keyword = "http"

    let connection: String
    let method: String
    /// Literal text, and values that are encoded as one segment each.
    let path: Template
    let query: [Pair]
    let headers: [Header]
    let body: JSONTemplate?
    let expect: [Int]

    struct Pair: Sendable {
        let name: String
        let value: JSONTemplate
    }

    struct Header: Sendable {
        let name: String
        let value: Template
    }

    var expressions: [Expression] {
        path.expressions + query.flatMap(\.value.expressions) + headers.flatMap(\.value.expressions) + (body?.expressions ?? [])
    }

    var answersAsServer: Bool { true }

    func expects(_ status: Int) -> Bool {
        expect.isEmpty ? (200..<300).contains(status) : expect.contains(status)
    }

    func action(of tool: Tool, locals: [Value], in turn: Turn) throws(TurnError) -> ActionRequest.Action {
        var pairs: [ActionRequest.HTTPAction.Pair] = []
        for pair in query {
            for value in try pair.value.value(locals: locals, in: turn).queryValues { pairs.append(.init(pair.name, value)) }
        }
        var fields: [ActionRequest.HTTPAction.Pair] = []
        for header in headers {
            let value = try turn.text(of: header.value, locals: locals)
            guard !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
                throw TurnError(code: .tool, message: "the header '\(header.name)' would hold a line break")
            }
            fields.append(.init(header.name, value))
        }
        return .http(
            .init(
                connection: connection, method: method, path: try encodedPath(locals: locals, in: turn), query: pairs,
                headers: fields,
                body: try body?.value(locals: locals, in: turn), expect: expect))
    }

    private func encodedPath(locals: [Value], in turn: Turn) throws(TurnError) -> String {
        var path = ""
        for part in self.path.parts {
            switch part {
            case .text(let text): path += text
            case .expression(let expression):
                guard let text = try turn.value(of: expression, locals: locals).plainText, !["", ".", ".."].contains(text) else {
                    throw TurnError(code: .tool, message: "\(expression.span): the value cannot stand in an address")
                }
                path += text.percentEncoded
            }
        }
        return path
    }
}

extension JSON {
    /// A list gives several values, what is absent none.
    fileprivate var queryValues: [String] {
        switch self {
        case .null: []
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.queryValues)
        case .bool, .int, .double, .object: [text]
        }
    }
}
