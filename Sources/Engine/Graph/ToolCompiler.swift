import CEL

/// Compiles the tools of a bot: each sees the fixed names, its parameters and its bindings.
struct ToolCompiler {
    private let definition: BotDefinition
    private let answers: [ToolName: QueryAnswer]

    /// - Parameter answers: What the databases say of the tools' statements, as far as they were asked.
    init(_ definition: BotDefinition, _ answers: [ToolName: QueryAnswer]) {
        self.definition = definition
        self.answers = answers
    }

    /// The declared outputs by tool name, for `TOOL.output`.
    func outputs(_ diagnostics: inout Diagnostics) -> [String: DataType] {
        let types = TypeResolver(types: definition.types.readable, outputs: [:], schemas: definition.schemas)
        var outputs: [String: DataType] = [:]
        for named in definition.tools.entries {
            guard let tool = named.value, let type = type(of: tool, named: named.name.value, types, &diagnostics) else {
                continue
            }
            outputs[named.name.value] = tool.givesList ? .list(type) : type
        }
        return outputs
    }

    private func type(
        of tool: ToolDefinition, named name: String, _ types: TypeResolver, _ diagnostics: inout Diagnostics
    ) -> DataType? {
        switch tool.output {
        case nil: return rowType(of: tool, named: name)
        case .schema(let file): return types.schemas[file.value]
        case .fields(let fields):
            var members: [DataType.Member] = []
            for field in fields {
                guard let type = types.resolve(field.value.rules, &diagnostics) else { continue }
                let checked = type.checked(by: ValueCheck(field.value.rules, &diagnostics))
                members.append(.init(name: field.name.value, type: checked))
            }
            return .object(members)
        }
    }

    /// What a query's row holds, when no output is declared: its columns.
    private func rowType(of tool: ToolDefinition, named name: String) -> DataType? {
        if case .graph = tool.kind { return .any }
        guard case .sql = tool.kind else { return nil }
        guard case .columns(let columns)? = answers[ToolName(rawValue: name)] else { return .any }
        return .object(columns.map { DataType.Member(name: $0.name, type: $0.type) })
    }

    func compile(types: TypeResolver, scope: Scope, _ diagnostics: inout Diagnostics) -> [Tool] {
        definition.tools.entries.compactMap { named in
            named.value.flatMap { tool in compile(tool, named: named.name.value, types, scope, &diagnostics) }
        }
    }

    private func compile(
        _ written: ToolDefinition, named name: String, _ types: TypeResolver, _ nodeScope: Scope,
        _ diagnostics: inout Diagnostics
    ) -> Tool? {
        let declared = parameters(of: written)
        let parameters = Parameter.compiled(declared, types, &diagnostics)
        let parameterNames = parameters.map { Variable($0.name, $0.type.type, choices: $0.check.choices) }
        let unset = UnsetState(names: nodeScope.unset.names, isBare: false)
        let givenScope = nodeScope.with(locals: parameterNames, unset: unset)
        var bindings: [Tool.Binding] = []
        var locals = parameterNames
        for bound in written.bind {
            if parameters.contains(where: { $0.name == bound.name.value }) { diagnostics.report(.boundParameter(bound.name)) }
            guard let value = givenScope.template(bound.value.scalar, for: .data, &diagnostics) else { continue }
            bindings.append(.init(name: bound.name.value, value: value))
            locals.append(Variable(bound.name.value, value.wholeValue?.program.type ?? .string))
        }
        let scope = nodeScope.with(locals: locals, unset: unset)
        let isComplete = parameters.count == declared.count && bindings.count == written.bind.count
        guard let kind = kind(of: written, named: ToolName(rawValue: name), scope: scope, isComplete: isComplete, &diagnostics)
        else { return nil }
        let declaration = ToolDeclaration(
            name: ToolName(rawValue: name), description: written.description, parameters: Parameter.schema(of: parameters))
        return Tool(
            name: declaration.name, declaration: declaration, parameters: parameters, bindings: bindings,
            isWrite: definition.isWrite(written),
            kind: kind,
            output: output(of: written, named: name, scope, types, &diagnostics),
            empty: written.empty.flatMap { scope.template($0.scalar, for: .reply, &diagnostics) },
            errors: errors(of: written, scope: scope, &diagnostics),
            requires: written.requires.flatMap { nodeScope.expression($0, as: .condition, &diagnostics) },
            confirmation: written.confirm.flatMap { confirmation($0, scope: scope, &diagnostics) },
            cache: cache(of: written, &diagnostics))
    }

    /// A tool that is a graph has the graph's own where it declares none, but for those that are bound.
    private func parameters(of tool: ToolDefinition) -> [Named<ParameterDefinition>] {
        guard tool.parameters.isEmpty, case .graph(let name) = tool.kind, let graph = definition.graphs[name.value] else {
            return tool.parameters
        }
        return graph.parameters.filter { parameter in !tool.bind.contains { $0.name.value == parameter.name.value } }
    }

    /// A write must be made each time, and what was said is another with each conversation.
    private func cache(of tool: ToolDefinition, _ diagnostics: inout Diagnostics) -> Duration? {
        guard let cache = tool.cache else { return nil }
        if tool.isWrite {
            diagnostics.report(.cachedWrite(at: cache.span))
        } else if case .history = tool.kind {
            diagnostics.report(.cachedHistory(at: cache.span))
        }
        return cache.value
    }

    private func kind(
        of tool: ToolDefinition, named name: ToolName, scope: Scope, isComplete: Bool, _ diagnostics: inout Diagnostics
    ) -> (any ToolKind)? {
        switch tool.kind {
        case .history(let history): return HistoryTool(query: history.request)
        case .sql(let sql):
            let statement = SQLStatement(sql.query.text)
            var places: [Int] = []
            for name in statement.names {
                if let place = scope.locals.firstIndex(where: { $0.name == name }) {
                    places.append(place)
                } else if isComplete {
                    diagnostics.report(.unknownPlaceholder(name, in: sql.query, names: scope.locals.map(\.name)))
                }
            }
            check(sql.connection, isFor: "sql", &diagnostics)
            QueryCheck.run(sql, output: tool.output, answer: answers[name], &diagnostics)
            guard places.count == statement.names.count else { return nil }
            return SQLTool(
                connection: sql.connection.value, statement: statement, places: places, wantsOneRow: sql.rows == .one,
                limit: sql.limit)
        case .http(let http):
            check(http.connection, isFor: "http", &diagnostics)
            return self.http(http, scope: scope, &diagnostics)
        case .mcp(let mcp):
            check(mcp.connection, isFor: "mcp", &diagnostics)
            ServerToolCheck.run(mcp, of: tool, answer: answers[name], &diagnostics)
            return MCPTool(connection: mcp.connection.value, tool: mcp.tool.value)
        case .graph(let graph): return self.graph(graph, of: tool, &diagnostics)
        }
    }

    /// What the tool is given has to be what the graph takes.
    private func graph(_ name: Located<String>, of tool: ToolDefinition, _ diagnostics: inout Diagnostics) -> GraphTool? {
        guard definition.graphs.allows(name.value) else {
            diagnostics.report(.unknownName(.unknownGraph, name, among: definition.graphs.names))
            return nil
        }
        guard let graph = definition.graphs[name.value] else { return nil }
        let given = parameters(of: tool).map(\.name) + tool.bind.map(\.name)
        let names = graph.parameters.map(\.name.value)
        for argument in given where !names.contains(argument.value) {
            diagnostics.report(.unknownArgument(argument, ofGraph: name.value, parameters: names))
        }
        for parameter in graph.parameters where !given.contains(where: { $0.value == parameter.name.value }) {
            guard !parameter.value.rules.isOptional, parameter.value.initial == nil else { continue }
            diagnostics.report(.missingArgument(parameter.name.value, ofToolGraph: name))
        }
        return GraphTool(graph: GraphName(rawValue: name.value))
    }

    private func http(_ http: HTTPToolDefinition, scope: Scope, _ diagnostics: inout Diagnostics) -> HTTPTool? {
        let path = scope.template(http.path.scalar, for: .data, &diagnostics)
        if let path, case .text(let text)? = path.parts.first {
            if !text.hasPrefix("/") { diagnostics.report(.pathWithoutSlash(at: path.span)) }
        } else if let path {
            diagnostics.report(.pathWithoutSlash(at: path.span))
        }
        let query = http.query.compactMap { pair in
            JSONTemplate(pair.value, in: scope, &diagnostics).map { HTTPTool.Pair(name: pair.name.value, value: $0) }
        }
        let headers = http.headers.compactMap { header in
            scope.template(header.value.scalar, for: .data, &diagnostics).map {
                HTTPTool.Header(name: header.name.value, value: $0)
            }
        }
        let body = http.body.flatMap { JSONTemplate($0, in: scope, &diagnostics) }
        guard let path, http.body == nil || body != nil else { return nil }
        return HTTPTool(
            connection: http.connection.value, method: http.method.rawValue.uppercased(), path: path,
            query: query, headers: headers, body: body, expect: http.expected)
    }

    private func check(_ name: Located<String>, isFor kind: String, _ diagnostics: inout Diagnostics) {
        guard let connection = definition.connections[name.value] else { return }
        switch (connection, kind) {
        case (.sql, "sql"), (.http, "http"), (.mcp, "mcp"): break
        case (_, "sql"): diagnostics.report(.wrongConnection(name, wanted: "a database"))
        case (_, "mcp"): diagnostics.report(.wrongConnection(name, wanted: "an MCP server"))
        default: diagnostics.report(.wrongConnection(name, wanted: "a server"))
        }
    }

    private func output(
        of tool: ToolDefinition, named name: String, _ scope: Scope, _ types: TypeResolver, _ diagnostics: inout Diagnostics
    ) -> ToolOutput {
        let shape: ToolOutput.Shape = tool.givesList ? .many : .one
        switch tool.output {
        case nil:
            if case .history = tool.kind { return ToolOutput(shape: .many, content: .whole(.any)) }
            guard let row = rowType(of: tool, named: name) else { return ToolOutput(shape: shape, content: .fields([])) }
            return ToolOutput(shape: shape, content: .whole(row))
        case .schema(let file): return ToolOutput(shape: shape, content: .whole(types.schemas[file.value] ?? .any))
        case .fields(let written):
            let answer = [Variable(tool.answerName, .dyn), Variable("status", .int)]
            let scope = scope.with(locals: answer + scope.locals, unset: scope.unset)
            var fields: [ToolOutput.Field] = []
            for field in written {
                let rules = field.value.rules
                guard let type = types.resolve(rules, &diagnostics) else { continue }
                let from = field.value.source.flatMap { scope.expression($0, as: .optional, &diagnostics) }
                let checked = type.checked(by: ValueCheck(rules, &diagnostics))
                fields.append(.init(name: field.name.value, type: checked, from: from))
            }
            return ToolOutput(shape: shape, content: .fields(fields))
        }
    }

    private func errors(of tool: ToolDefinition, scope: Scope, _ diagnostics: inout Diagnostics) -> [Tool.ErrorText] {
        var errors: [Tool.ErrorText] = []
        for named in tool.errors {
            guard let statuses = Tool.ErrorText.statuses(named.name.value) else {
                diagnostics.report(.wrongStatus(named.name))
                continue
            }
            guard let text = scope.template(named.value.scalar, for: .reply, &diagnostics) else { continue }
            errors.append(.init(statuses: statuses, text: text))
        }
        return errors.sorted { $0.statuses.count < $1.statuses.count }
    }

    private func confirmation(
        _ written: ConfirmationDefinition, scope: Scope, _ diagnostics: inout Diagnostics
    ) -> Tool.Confirmation? {
        guard let text = scope.template(written.text.scalar, for: .reply, &diagnostics) else { return nil }
        for label in [written.accept, written.refuse] {
            if let fault = ChannelLimits.fault(of: label, as: .label) { diagnostics.report(fault) }
        }
        let labels = ConfirmationLabels(accept: written.accept.value, refuse: written.refuse.value)
        return Tool.Confirmation(text: text, labels: labels, expires: written.expires)
    }
}
