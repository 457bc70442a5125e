/// What is said of nodes and of the ways between them.
extension Diagnostic {
    static func unknownNode(_ name: Located<NodeID>, nodes: [NodeID]) -> Diagnostic {
        let names = nodes.map(\.rawValue)
        return Diagnostic(
            .error, .unknownNode, "no node is named '\(name.value.rawValue)'; there are \(listed(names))", at: name.span,
            help: suggestion(for: name.value.rawValue, in: names))
    }

    static func unknownTool(_ name: Located<String>, tools: [String]) -> Diagnostic {
        unknown("tool", .unknownTool, name, among: tools, where: "under 'tools' or in a file of the folder 'tools'")
    }

    static func unknownState(_ name: Located<String>, names: [String]) -> Diagnostic {
        unknown("state", .unknownState, name, among: names, where: "under 'state'")
    }

    static func unknownModel(_ name: Located<String>, models: [String]) -> Diagnostic {
        unknown("model", .unknownModel, name, among: models, where: "under 'models'")
    }

    private static func unknown(
        _ kind: String, _ code: DiagnosticCode, _ name: Located<String>, among names: [String], where place: String
    ) -> Diagnostic {
        let known = names.isEmpty ? "there is none" : "there are \(listed(names))"
        return Diagnostic(
            .error, code, "no \(kind) is named '\(shortened(name.value))'; \(known)", at: name.span,
            help: suggestion(for: name.value, in: names) ?? "declare it \(place)")
    }

    static func missingVerb(_ node: Located<String>, keys: [Located<String>], verbs: [String]) -> Diagnostic {
        let near = keys.lazy.compactMap { key in NameSuggestion.nearest(to: key.value, in: verbs).map { (key, $0) } }.first
        return Diagnostic(
            .error, .missingVerb, "the node '\(node.value)' does nothing: it needs one of \(listed(verbs, last: "or"))",
            at: near?.0.span ?? node.span, help: near.map { "did you mean '\($0.1)'?" })
    }

    static func severalVerbs(_ first: Located<String>, _ second: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .severalVerbs, "a node does one thing, and this one has '\(first.value)' and '\(second.value)'", at: second.span,
            help: "make two nodes of it and lead from one to the other with 'next'", notes: [Note("the first is", at: first.span)])
    }

    static func unreachableNode(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .unreachableNode, "nothing leads to the node '\(name.value)'", at: name.span,
            help: "name it in a 'next', a button or 'always', or remove it")
    }

    static func missingElse(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .missingElse, "this list of edges does not say where to go when no condition holds", at: span,
            help: "end it with '- {else: NODE}'")
    }

    static func elseNotLast(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .missingElse, "an 'else' stands last: no edge below it is ever tried", at: span,
            help: "move it to the end of the list")
    }

    static func endlessLoop(_ names: [String], at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .endlessLoop, "\(listed(names)) lead round and round, and none of them waits, calls or ends", at: span,
            help: "let one of them ask, or lead out of the circle")
    }

    static func noNodes(at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .noNodes, "the graph has no nodes", at: span, help: "add one under 'nodes'")
    }

    static func unknownArgument(_ name: Located<String>, of tool: String, parameters: [String]) -> Diagnostic {
        let known = parameters.isEmpty ? "it has none" : "it has \(listed(parameters))"
        return Diagnostic(
            .error, .unknownArgument, "the tool '\(tool)' has no parameter '\(name.value)'; \(known)", at: name.span,
            help: suggestion(for: name.value, in: parameters))
    }

    static func missingArgument(_ parameter: String, of tool: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .missingArgument, "the tool '\(tool.value)' needs '\(parameter)'", at: tool.span,
            help: "add '\(parameter)' under 'with'")
    }

    static func answerDoesNotFit(_ type: AnswerType, _ entry: StateLayout.Entry, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .answerType, "'\(entry.name)' is declared as \(entry.type) and cannot take an answer of type '\(type.rawValue)'",
            at: span, help: "change 'type', or the declaration under 'state'")
    }
}
