import CEL

/// The names that expressions may use at each place of a bot, as far as the bot can be read.
struct EditingScopes: Sendable {
    private let region: Region
    private let fixed: [Variable]
    private let state: [Variable]
    /// Parameters and bindings by tool, then what the output's expressions see beside them.
    private let tools: [String: [Variable]]
    private let answers: [String: String]
    let outputs: [String: DataType]
    /// Of each state name as it is declared.
    let stateTypes: [String: DataType]

    init(_ files: BotFiles, locales: LocaleSource) {
        var diagnostics = Diagnostics()
        let definition = BotDefinition.read(files, into: &diagnostics)
        region = definition?.bot?.region(of: locales, &diagnostics) ?? .default
        guard let definition else {
            fixed = []
            state = []
            tools = [:]
            answers = [:]
            outputs = [:]
            stateTypes = [:]
            return
        }
        outputs = ToolCompiler(definition, [:]).outputs(&diagnostics)
        let types = TypeResolver(types: definition.types.readable, outputs: outputs, schemas: definition.schemas)
        let layout = StateLayout(definition.state, types, &diagnostics)
        fixed = FixedNames.variables(state: layout, hasHours: definition.policies.hasHours)
        state = layout.variables
        stateTypes = Dictionary(layout.entries.map { ($0.name, $0.declared) }, uniquingKeysWith: { first, _ in first })
        var scopes: [String: [Variable]] = [:]
        var answerNames: [String: String] = [:]
        for named in definition.tools.entries {
            guard let tool = named.value else { continue }
            let parameters = Parameter.compiled(tool.parameters, types, &diagnostics).map {
                Variable($0.name, $0.type.type, choices: $0.check.choices)
            }
            let scope = Scope(fixed: fixed, locals: parameters, region: region)
            scopes[named.name.value] =
                parameters
                + tool.bind.map { bound in
                    let value = scope.template(bound.value.scalar, for: .data, &diagnostics)
                    return Variable(bound.name.value, value?.wholeValue?.program.type ?? .string)
                }
            answerNames[named.name.value] = tool.answerName
        }
        tools = scopes
        answers = answerNames
    }

    /// Of the expressions at a place of a file.
    func scope(at steps: [TreePlace.Step], in path: String, _ root: YAMLNode) -> Scope {
        var scope = Scope(fixed: fixed, locals: locals(at: steps, in: path, root), region: region)
        for step in steps {
            guard let mapping = step.node.mapping, let name = mapping[ReplyListSource.name.name]?.scalar,
                let list = mapping[ReplyListSource.list.name]?.scalar
            else { continue }
            scope = scope.adding(Variable(name.text, scope.environment.element(of: ExpressionSource(list).text)))
            if step.name == ReplyListSource.more.name { scope = scope.adding(Variable("rest", .int)) }
        }
        return scope
    }

    private func locals(at steps: [TreePlace.Step], in path: String, _ root: YAMLNode) -> [Variable] {
        guard let (name, node) = tool(at: steps, in: path, root), steps.last?.name != ToolDefinition.requires.name else {
            return state
        }
        let locals = tools[name] ?? unfinished(node)
        guard steps.contains(where: { $0.name == ToolDefinition.output.name }) else { return locals }
        let answer = answers[name] ?? (node?.mapping?[ToolDefinition.http.name] == nil ? "row" : "body")
        return locals + [Variable(answer, .dyn), Variable("status", .int)]
    }

    /// What a tool's texts see, as far as its names are written.
    private func unfinished(_ tool: YAMLNode?) -> [Variable] {
        [ToolDefinition.parameters.name, ToolDefinition.bind.name].flatMap { section in
            (tool?.mapping?[section]?.mapping?.entries ?? []).map { Variable($0.key.value, .dyn) }
        }
    }

    private func tool(at steps: [TreePlace.Step], in path: String, _ root: YAMLNode) -> (name: String, node: YAMLNode?)? {
        if path.hasPrefix("tools/") { return (root.mapping?[ToolDefinition.name.name]?.scalar?.text ?? "", root) }
        guard path == BotFiles.main, steps.count > 1, steps[0].name == BotDefinition.tools.name else { return nil }
        return (steps[1].name, steps[1].node.mapping?[steps[1].name])
    }

    /// Whether a bare name is one of the state's, and not of a tool or a list that hides it.
    func isState(_ name: String, in scope: Scope) -> Bool {
        guard stateTypes[name] != nil else { return false }
        let meant = scope.locals.filter { $0.name == name }
        return meant.count == 1 && state.contains { $0 == meant[0] } && scope.locals.starts(with: state)
    }
}

extension Environment {
    /// The type of a list's elements, or of a map's keys.
    func element(of text: String) -> Type {
        guard let type = parts(of: text).first?.type else { return .dyn }
        return type.element
    }
}

extension Type {
    /// Of what a macro goes over.
    var element: Type {
        switch self {
        case .list(let element): element
        case .map(let key, _): key
        case .object: .string
        case .optional(let inner), .wrapper(let inner): inner.element
        default: .dyn
        }
    }

    /// Without a mark that it may be missing.
    var present: Type {
        switch self {
        case .optional(let inner), .wrapper(let inner): inner.present
        default: self
        }
    }
}
