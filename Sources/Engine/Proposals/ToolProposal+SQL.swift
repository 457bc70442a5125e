extension ToolProposal {
    /// A tool that runs a statement: its `:names` are parameters, a telephone's is the customer's own.
    public init(
        sql query: String, name: String, description: String, connection: String, for bot: Bot
    ) throws(Fault) {
        let text = query.trimmed
        guard !text.isEmpty else { throw Fault(message: "there is no statement") }
        switch bot.definition.connections[connection] {
        case .sql?: break
        case nil:
            throw Fault(
                message: "the bot has no connection '\(connection)'; add it to 'connections' first, such as "
                    + "{sqlite: \"${\(connection.uppercased())_DATABASE}\", access: read}")
        default: throw Fault(message: "the connection '\(connection)' is not a database")
        }
        guard !text.contains("{{") else {
            throw Fault(message: "a statement holds no '{{ }}'; write ':name' where a value stands")
        }
        let names = SQLStatement(text).names
        if let odd = names.first(where: { !Identifier.isValid($0) }) {
            throw Fault(message: "':\(odd)' is no name of a parameter; it has lower-case letters, digits and '_'")
        }
        let phones = names.filter(CurlReader.isPhone)
        let isRead = text.lowercased().hasPrefix("select") || text.lowercased().hasPrefix("with")
        let parameters = names.filter { !phones.contains($0) }.map { Parameter(name: $0, type: .string) }
        self.init(
            name: name, description: description, connection: connection, newConnection: nil, isWrite: !isRead,
            parameters: parameters, bindings: phones.map { ($0, "{{ contact.phone }}") },
            work: .sql(query: text, wantsOneRow: ToolProposal.wantsOneRow(text)), isPortuguese: bot.isPortuguese, remarks: [])
    }

    /// A statement that compares a number or an identifier, or says `limit 1`, is after one row.
    private static func wantsOneRow(_ query: String) -> Bool {
        let words = query.lowercased().split { !($0.isASCIILetterOrDigit || "_:=.".contains($0)) }.map(String.init)
        if words.suffix(2) == ["limit", "1"] { return true }
        return SQLStatement(query).names.contains { CurlReader.isNameOfIdentifier($0) } && !words.contains("limit")
    }
}
