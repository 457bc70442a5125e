import CEL

extension BotDefinition {
    /// Reads `bot.yaml` and the files that belong to it, and reports everything that is wrong with them.
    ///
    /// - Returns: What could be read, for finding more mistakes; it may be compiled only when no error is among `diagnostics`.
    ///   `nil` when `bot.yaml` is missing or is no mapping.
    public static func read(_ files: BotFiles, into diagnostics: inout Diagnostics) -> BotDefinition? {
        guard let file = files[BotFiles.main] else {
            let place = SourceSpan(file: files.absent(BotFiles.main), offsets: 0..<0)
            diagnostics.report(.missingMain(at: place))
            return nil
        }
        guard let root = files.tree(of: file, into: &diagnostics) else { return nil }
        guard root.mapping != nil else {
            diagnostics.report(.wrongType(expected: "a mapping with \(Diagnostic.listed(fields.names))", found: root))
            return nil
        }
        var definition: BotDefinition?
        // The definition is kept also when keys are missing, so that what depends on the others is judged too.
        _ = try? MapReader.read(root, fields, into: &diagnostics) { (map) throws(Unreadable) in
            definition = BotDefinition(reading: &map, files)
        }
        definition?.checkReferences(&diagnostics)
        return definition
    }

    private init(reading map: inout MapReader, _ files: BotFiles) {
        _ = map.attempt(Self.version)
        _ = map.attempt(Self.base)
        bot = map.attempt(Self.identity)
        channels = map.attempt(Self.channels) ?? ChannelDefinitions()
        connections = Section(map.attempt(Self.connections))
        models = Section(map.attempt(Self.models))
        let prompt = map.attempt(Self.prompt) ?? nil
        state = Section(map.attempt(Self.state))
        types = Section(map.attempt(Self.types))
        var tools = Section(map.attempt(Self.tools))
        graph = map.attempt(Self.graph)
        policies = map.attempt(Self.policies) ?? PolicyDefinitions()
        limits = map.attempt(Self.limits) ?? BotLimits()
        var found = Diagnostics()
        self.prompt = prompt?.text(in: files, into: &found)
        for file in files.yamlFiles(in: "tools") { BotDefinition.readTool(file, in: files, into: &tools, &found) }
        self.tools = tools
        var graphs = Section(map.attempt(Self.graphs))
        for file in files.yamlFiles(in: "graphs") { BotDefinition.readGraph(file, in: files, into: &graphs, &found) }
        self.graphs = graphs
        var tests = (map.attempt(Self.tests) ?? []).compactMap(\.self)
        for file in files.yamlFiles(in: "tests") { tests += BotDefinition.readTests(file, &found) }
        self.tests = tests
        schemas = BotDefinition.schemas(of: types, state, tools, graphs, files, &found)
        map.report(found)
    }

    private static func schemas(
        of types: Section<TypeExpression>, _ state: Section<StateDefinition>, _ tools: Section<ToolDefinition>,
        _ graphs: Section<SubGraphDefinition>, _ files: BotFiles,
        _ diagnostics: inout Diagnostics
    ) -> [String: DataType] {
        var schemas: [String: DataType] = [:]
        for case .schema(let path) in references(types, state, tools, graphs) where schemas[path.value] == nil {
            guard let file = files[path.value] else {
                diagnostics.report(.missingFile(path, present: files.paths))
                continue
            }
            guard let root = YAMLReader.read(file, into: &diagnostics) else { continue }
            var reader = SchemaReader(root: root)
            schemas[path.value] = reader.type(&diagnostics)
        }
        return schemas
    }

    private static func readTool(
        _ file: SourceFile, in files: BotFiles, into tools: inout Section<ToolDefinition>, _ diagnostics: inout Diagnostics
    ) {
        guard let root = files.tree(of: file, into: &diagnostics) else { return tools.markIncomplete() }
        let tool = try? ToolDefinition.file.read(root, &diagnostics)
        guard let key = root.mapping?[ToolDefinition.name.name], let name = try? Shape.identifier.read(key, &diagnostics) else {
            return tools.markIncomplete()
        }
        if let first = tools.add(tool, as: name) { diagnostics.report(.duplicateName("tool", name, first: first)) }
    }

    private static func readGraph(
        _ file: SourceFile, in files: BotFiles, into graphs: inout Section<SubGraphDefinition>, _ diagnostics: inout Diagnostics
    ) {
        guard let root = files.tree(of: file, into: &diagnostics) else { return graphs.markIncomplete() }
        let graph = try? SubGraphDefinition.file.read(root, &diagnostics)
        guard let key = root.mapping?[SubGraphDefinition.name.name], let name = try? Shape.identifier.read(key, &diagnostics)
        else {
            return graphs.markIncomplete()
        }
        if let first = graphs.add(graph, as: name) { diagnostics.report(.duplicateName("graph", name, first: first)) }
    }

    private static func readTests(_ file: SourceFile, _ diagnostics: inout Diagnostics) -> [TestDefinition] {
        guard let root = YAMLReader.read(file, into: &diagnostics) else { return [] }
        return (try? TestDefinition.list.read(root, &diagnostics))?.compactMap(\.self) ?? []
    }

    /// Names of the operator's parts; those in nodes and expressions are looked up when the graph is compiled.
    private func checkReferences(_ diagnostics: inout Diagnostics) {
        for model in models.values {
            guard let fallback = model.fallback, !models.allows(fallback.value) else { continue }
            diagnostics.report(.unknownName(.unknownModel, fallback, among: models.names))
        }
        for tool in tools.values {
            guard let connection = tool.kind.connection, !connections.allows(connection.value) else { continue }
            diagnostics.report(.unknownName(.unknownConnection, connection, among: connections.names))
        }
        for reference in BotDefinition.references(types, state, tools, graphs) { check(reference, &diagnostics) }
    }

    private static func references(
        _ types: Section<TypeExpression>, _ state: Section<StateDefinition>, _ tools: Section<ToolDefinition>,
        _ graphs: Section<SubGraphDefinition>
    ) -> [TypeExpression] {
        let own = graphs.values.flatMap { $0.parameters.map(\.value.rules.type) + $0.state.map(\.value.rules.type) }
        let declared =
            own + state.values.map(\.rules.type)
            + tools.values.flatMap { tool in tool.parameters.map(\.value.rules.type) + (tool.output?.types ?? []) }
        return (declared + types.values).flatMap(\.references)
    }

    private func check(_ reference: TypeExpression, _ diagnostics: inout Diagnostics) {
        switch reference {
        case .named(let name) where !types.allows(name.value):
            diagnostics.report(
                .unknownName(.unknownType, name, among: types.names + TypeExpression.simple.map(\.name) + ["list", "map"]))
        case .output(let tool) where !tools.allows(tool.value):
            diagnostics.report(.unknownName(.unknownTool, tool, among: tools.names))
        default:
            break
        }
    }
}

extension ToolDefinition.Kind {
    fileprivate var connection: Located<String>? {
        switch self {
        case .sql(let tool): tool.connection
        case .http(let tool): tool.connection
        case .mcp(let tool): tool.connection
        case .history, .graph: nil
        }
    }
}
