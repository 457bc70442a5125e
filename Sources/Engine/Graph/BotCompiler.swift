public import CEL

/// From the files of a bot to the bot, or to all that is wrong with them.
public enum BotCompiler {
    public struct Compilation: Sendable {
        /// `nil` when an error is among the diagnostics.
        public let bot: Bot?
        /// By file, line and column, at most `Diagnostics.limit`.
        public let diagnostics: [Diagnostic]
    }

    /// - Parameters:
    ///   - locales: Where the data of languages comes from that are not built in.
    ///   - answers: What the databases say of the tools' statements, as far as they were asked.
    public static func compile(
        _ files: BotFiles, locales: LocaleSource = .builtIn, answers: [ToolName: QueryAnswer] = [:]
    ) -> Compilation {
        var diagnostics = Diagnostics()
        let bot = BotDefinition.read(files, into: &diagnostics).flatMap { definition in
            compile(definition, locales, answers, &diagnostics)
        }
        // A base is for several bots: what it offers need not be used by each.
        diagnostics.remove { unused.contains($0.code) && files.isOfBase($0.span.file) }
        SecretCheck.run(files, &diagnostics)
        return Compilation(bot: diagnostics.hasErrors ? nil : bot, diagnostics: diagnostics.sorted)
    }

    private static let unused: Set<DiagnosticCode> = [
        .unusedTool, .unusedModel, .unusedConnection, .unusedState, .unusedParameter,
    ]

    /// A bot that was changed on purpose: what its graph cannot reach, or never leaves, is no mistake of its author's.
    static func mutant(_ files: BotFiles, locales: LocaleSource) -> Bot? {
        var diagnostics = Diagnostics()
        let bot = BotDefinition.read(files, into: &diagnostics).flatMap { compile($0, locales, [:], &diagnostics) }
        let isBroken = diagnostics.all.contains {
            $0.severity == .error && ![.unreachableNode, .endlessLoop, .errorLoop].contains($0.code)
        }
        return isBroken ? nil : bot
    }

    private static func compile(
        _ definition: BotDefinition, _ locales: LocaleSource, _ answers: [ToolName: QueryAnswer],
        _ diagnostics: inout Diagnostics
    ) -> Bot? {
        let region = definition.bot?.region(of: locales, &diagnostics) ?? .default
        let tools = ToolCompiler(definition, answers)
        let outputs = tools.outputs(&diagnostics)
        let types = TypeResolver(
            types: definition.types.readable, outputs: outputs, schemas: definition.schemas)
        let state = StateLayout(definition.state, types, &diagnostics)
        let fixed = FixedNames.variables(state: state, hasHours: definition.policies.hasHours)
        // What may run at any point of a conversation cannot rely on what some node writes.
        let scope = Scope(
            fixed: fixed, locals: state.variables, unset: UnsetState(names: state.bare), region: region,
            forbidden: definition.policies.reply.forbidden)
        let compiledTools = tools.compile(types: types, scope: scope, &diagnostics)
        let prompt = definition.prompt.flatMap { scope.template($0.scalar, for: .data, &diagnostics) }
        guard let written = definition.graph, let identity = definition.bot else { return nil }
        let always = always(of: written, scope: scope, models: definition.models.names, &diagnostics)
        let phrases = Phrases.of(identity.language)
        let policies = Policies(
            definition.policies, of: identity, tools: definition.tools.names,
            nodes: written.nodes.map { NodeID(rawValue: $0.name.value) }, phrases: phrases, in: scope, &diagnostics)
        for text in definition.policies.fixedTexts { scope.checkForbidden(text, &diagnostics) }
        let commands = Commands(written, phrases, in: scope, &diagnostics)
        let names = written.nodes.map(\.name)
        if !names.isEmpty, !names.contains(where: { $0.value == written.start.value.rawValue }) {
            diagnostics.report(.unknownNode(written.start, nodes: names.map { NodeID(rawValue: $0.value) }))
        }
        let subGraphs = SubGraphCompiler(definition.graphs, types: types, scope: scope, state: state)
        let sources =
            [GraphCompiler.Source(name: nil, nodes: written.nodes, scope: scope, own: StateLayout(entries: []))]
            + subGraphs.sources(&diagnostics)
        let compiler = GraphCompiler(
            sources: sources, state: state, tools: compiledTools, toolNames: definition.tools.names,
            graphNames: definition.graphs.names, models: definition.models.names, types: types, phrases: phrases,
            templates: definition.channels.whatsApp?.templates ?? Section([]))
        var graph = StateGraph(
            nodes: [:], start: written.start.value, always: always, commands: commands, phrases: phrases, state: state,
            tools: Dictionary(compiledTools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }), policies: policies,
            prompt: prompt, identity: identity.value)
        var early = Diagnostics()
        graph.graphs = subGraphs.graphs(sources, unset: { _ in nil }, &early)
        compiler.fill(&graph, &diagnostics)
        subGraphs.finish(&graph, sources, early, &diagnostics)
        graph.asksForHours = graph.expressions.contains { $0.paths.contains { $0[0] == FixedNames.hours } }
        if names.isEmpty { diagnostics.report(.noNodes(at: written.start.span)) }
        if !diagnostics.hasErrors {
            let places = sources.flatMap(\.places)
            UnreachableNodeCheck.run(graph, places, graphs: definition.graphs.entries.map(\.name), &diagnostics)
            EndlessLoopCheck.run(graph, places, &diagnostics)
            BranchCheck.run(graph, places, &diagnostics)
            UnboundIdentityCheck.run(definition, graph, &diagnostics)
            UnusedStateCheck.run(graph, names: definition.state.entries.map(\.name), &diagnostics)
            for named in definition.graphs.entries {
                guard let written = named.value else { continue }
                UnusedStateCheck.run(graph, GraphName(rawValue: named.name.value), names: written.state.map(\.name), &diagnostics)
            }
            UnusedDefinitionCheck.run(definition, graph, &diagnostics)
            OpenWayCheck.run(written, graph.commands, &diagnostics)
            ErrorLoopCheck.run(graph, written.nodes, &diagnostics)
        }
        if !diagnostics.hasErrors { TestCheck.run(definition, graph, &diagnostics) }
        return Bot(
            id: BotID(rawValue: identity.id), name: identity.name, graph: graph, memoryEntries: memoryEntries(of: graph),
            definition: definition)
    }

    private static func always(
        of graph: GraphDefinition, scope: Scope, models: [String], _ diagnostics: inout Diagnostics
    ) -> [AlwaysRule] {
        let ids = graph.nodes.map { NodeID(rawValue: $0.name.value) }
        var rules: [AlwaysRule] = []
        for written in graph.always.compactMap(\.self) {
            if !ids.contains(written.target.value) { diagnostics.report(.unknownNode(written.target, nodes: ids)) }
            let trigger: AlwaysRule.Trigger
            switch written.trigger {
            case .words(let words): trigger = .words(Set(words.map(\.value.folded)))
            case .condition(let source):
                guard let condition = scope.expression(source, as: .condition, &diagnostics) else { continue }
                trigger = .condition(condition)
            case .about(let about):
                if !models.contains("default") { diagnostics.report(.noDefaultModel(at: about.span, models: models)) }
                trigger = .about(about.value)
            }
            rules.append(AlwaysRule(trigger: trigger, target: written.target.value, returns: written.returns))
        }
        return rules
    }

    /// Two entries a turn for each turn that a model is shown; a turn of several messages is remembered in part.
    private static func memoryEntries(of graph: StateGraph) -> Int {
        let judged = graph.always.contains { rule in
            if case .about = rule.trigger { true } else { false }
        }
        return 2 * max(graph.nodes.values.map(\.kind.memoryTurns).max() ?? 0, judged ? Bot.judgedTurns : 0)
    }
}

extension BotIdentity {
    /// `bot` of expressions.
    fileprivate var value: Value {
        .map(MapValue([("id", .string(id)), ("name", .string(name)), ("language", .string(language))]))
    }
}

extension Commands {
    fileprivate init(_ graph: GraphDefinition, _ phrases: Phrases, in scope: Scope, _ diagnostics: inout Diagnostics) {
        func command(_ written: CommandDefinition?, usual words: Set<String>) -> Command {
            Command(
                words: written?.words.map { Set($0.map(\.folded)) } ?? words,
                text: written?.text.flatMap { scope.template($0.scalar, for: .reply, &diagnostics) })
        }
        let written = graph.commands
        let ids = graph.nodes.map { NodeID(rawValue: $0.name.value) }
        if let target = written.cancel?.target, !ids.contains(target.value) {
            diagnostics.report(.unknownNode(target, nodes: ids))
        }
        self.init(
            back: command(written.back, usual: phrases.backWords), again: command(written.again, usual: phrases.againWords),
            cancel: command(written.cancel?.command, usual: phrases.cancelWords),
            correct: command(written.correct, usual: phrases.correctWords), cancelTarget: written.cancel?.target?.value)
    }
}

extension StateLayout {
    init(_ section: Section<StateDefinition>, _ types: TypeResolver, _ diagnostics: inout Diagnostics) {
        self.init(section.entries, types, &diagnostics)
    }

    init(_ written: [Named<StateDefinition?>], _ types: TypeResolver, _ diagnostics: inout Diagnostics) {
        var entries: [Entry] = []
        for named in written {
            guard let written = named.value else { continue }
            // What reads a name is judged too when its type could not be read.
            let declared = types.resolve(written.rules, &diagnostics) ?? (written.rules.isOptional ? .optional(.any) : .any)
            let check = ValueCheck(written.rules, &diagnostics)
            var initial: Value?
            if let source = written.initial {
                if let json = source.constant.flatMap(declared.coerced) {
                    initial = declared.value(of: json)
                } else {
                    diagnostics.report(.wrongDefault(named.name, type: declared.words))
                    // Has one in what follows, which would complain a second time.
                    initial = .null
                }
            }
            entries.append(
                Entry(
                    name: named.name.value, declared: declared, initial: initial, check: check, reducer: written.reducer,
                    isMerged: written.hasReducer, isKept: written.isKept))
        }
        self.init(entries: entries)
    }
}
