extension ToolProposal {
    /// How many fields of an answer are proposed at most.
    private static let maximumFields = 60

    /// Proposes the output by an answer that the tool got.
    public mutating func take(_ result: ActionResult) {
        switch result {
        case .http(_, let body): takeBody(body)
        case .rows(let rows):
            guard let first = rows.first else { return }
            let type = rows.dropFirst().reduce(AnswerShape.of(first)) { AnswerShape.joined($0, AnswerShape.of($1)) }
            if case .object(let members) = type { output = fields(members, of: "row") }
        }
    }

    /// Proposes the output by what a database says of the query's columns.
    public mutating func take(_ columns: [SQLColumn]) {
        output = fields(columns.map { .init(name: $0.name, type: $0.type) }, of: "row")
    }

    private mutating func takeBody(_ body: JSON) {
        switch AnswerShape.of(body) {
        case .object(let members): output = fields(members, of: "body")
        case .list(let element):
            let type = DataType.list(element)
            guard type.written != nil else { return }
            output = [Field(name: isPortuguese ? "itens" : "items", type: type, source: "body")]
        case let type where type.written != nil:
            output = [Field(name: isPortuguese ? "resposta" : "answer", type: type, source: "body")]
        default: break
        }
    }

    mutating func fields(_ members: [DataType.Member], of source: String) -> [Field] {
        var fields: [Field] = []
        var left: [String] = []
        for member in members {
            // A column or member of which nothing is known may hold a text.
            let type = member.type == .optional(.any) && source == "row" ? .optional(.string) : member.type
            guard fields.count < Self.maximumFields, type.written != nil,
                let name = Identifier.mended(CurlReader.snake(member.name)), !fields.contains(where: { $0.name == name })
            else {
                left.append(member.name)
                continue
            }
            let isPlain = member.name.allSatisfy { $0.isASCIILetterOrDigit || $0 == "_" }
            let path = isPlain ? "\(source).\(member.name)" : "\(source)[\(JSON.string(member.name).text)]"
            fields.append(Field(name: name, type: type, source: name == member.name ? nil : path))
        }
        if !left.isEmpty {
            remarks.append("of the answer these say too little to have a type: \(left.prefix(8).joined(separator: ", "))")
        }
        return fields
    }
}
