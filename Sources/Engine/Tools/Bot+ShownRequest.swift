import CEL

extension Bot {
    /// A request as people may see it: for what a connection's settings say stand their names, never their values.
    ///
    /// - Returns: Lines; the first names the place that is called.
    public func shown(_ request: ActionRequest) -> [String] {
        switch request.action {
        case .http(let action): return shown(action, isWrite: request.isWrite)
        case .sql(let action): return shown(action)
        case .mcp(let action): return shown(action, isWrite: request.isWrite)
        case .history: return ["the conversations that are kept with this contact"]
        }
    }

    private func shown(_ action: ActionRequest.HTTPAction, isWrite: Bool) -> [String] {
        guard case .http(let connection)? = definition.connections[action.connection] else { return [] }
        let query = action.query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        var lines = ["\(action.method) \(connection.url.shown)\(action.path)\(query.isEmpty ? "" : "?" + query)"]
        lines += shownHeaders(of: connection, isWrite: isWrite)
        lines += action.headers.map { "\($0.name): \($0.value)" }
        if let body = action.body { lines += body.layout.split(separator: "\n").map(String.init) }
        return lines
    }

    private func shown(_ action: ActionRequest.MCPAction, isWrite: Bool) -> [String] {
        guard case .mcp(let connection)? = definition.connections[action.connection] else { return [] }
        return ["'\(action.tool)' at \(connection.url.shown)"] + shownHeaders(of: connection, isWrite: isWrite)
            + JSON.object(action.arguments).layout.split(separator: "\n").map(String.init)
    }

    private func shownHeaders(of connection: HTTPConnectionDefinition, isWrite: Bool) -> [String] {
        let key = isWrite ? ["Idempotency-Key: (one for each decision)"] : []
        switch connection.authentication {
        case nil: return key
        case .bearer(let token)?: return ["Authorization: Bearer \(token.shown)"] + key
        case .basic(_, let password)?: return ["Authorization: Basic \(password.shown)"] + key
        case .header(let name, let value)?: return ["\(name): \(value.shown)"] + key
        }
    }

    private func shown(_ action: ActionRequest.SQLAction) -> [String] {
        var lines = ["on '\(action.connection)'"]
        lines += action.statement.text { ":\(action.statement.names[$0 - 1])" }
            .split(separator: "\n").map(String.init)
        return lines + zip(action.statement.names, action.values).map { ":\($0) = \($1.text)" }
    }
}

extension SecretReference {
    fileprivate var shown: String { "${\(variable)}" }
}
