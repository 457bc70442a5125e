import CEL

/// What is said of sub-graphs, branches and times.
extension Diagnostic {
    static func unknownArgument(_ name: Located<String>, ofGraph graph: String, parameters: [String]) -> Diagnostic {
        let known: Wording = parameters.isEmpty ? "it has none" : "it has \(listed(parameters))"
        return Diagnostic(
            .error, .unknownArgument, "the graph '\(graph)' has no parameter '\(name.value)'; \(known)", at: name.span,
            help: suggestion(for: name.value, in: parameters) ?? "add it under the graph's 'parameters'")
    }

    static func missingArgument(_ parameter: String, ofGraph graph: Located<String>) -> Diagnostic {
        missingArgument(parameter, ofGraph: graph, help: "add '\(parameter)' under 'with'")
    }

    static func missingArgument(_ parameter: String, ofToolGraph graph: Located<String>) -> Diagnostic {
        missingArgument(parameter, ofGraph: graph, help: "add '\(parameter)' under 'parameters' or 'bind'")
    }

    private static func missingArgument(
        _ parameter: String, ofGraph graph: Located<String>, help: Wording
    ) -> Diagnostic {
        Diagnostic(
            .error, .missingArgument, "the graph '\(graph.value)' needs '\(parameter)'", at: graph.span, help: help)
    }

    static func noGraphOutput(_ graph: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .graphOutput, "the graph '\(graph)' gives nothing that could be saved", at: span,
            help: "add 'output' to the graph, or leave 'save' out")
    }

    static func graphOutputDoesNotFit(_ entry: StateLayout.Entry, _ graph: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .graphOutput,
            "'\(entry.name)' is declared as \(entry.declared.description) and cannot take the output of the graph '\(graph)'",
            at: span, help: "declare it with the fields of the graph's 'output', or change them")
    }

    static func resultsDoNotFit(_ entry: StateLayout.Entry, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .graphOutput,
            "'\(entry.name)' is declared as \(entry.declared.description) and cannot take a list of results",
            at: span, help: "declare it as a list")
    }

    static func graphRunsItself(_ names: [String], at span: SourceSpan) -> Diagnostic {
        let message: Wording =
            names.count > 1
            ? "\(listed(names)) run each other, and would never end" : "'\(names.first ?? "")' runs itself, and would never end"
        return Diagnostic(
            .error, .graphRunsItself, message, at: span, help: "lead back to one of its nodes by 'next' instead")
    }

    static func idleGraph(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .idleGraph, "nothing runs the graph '\(name.value)'", at: name.span,
            help: "name it in a 'run', an 'each' or a tool, or remove it")
    }

    static func contestedState(_ name: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .contestedState, "several branches write '\(name)', and nothing says which of them holds", at: span,
            help: "give '\(name)' a 'reduce' under 'state', such as 'append', or let each branch write a name of its own")
    }

    static func handOffInBranch(_ node: String, under verb: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .handOffInBranch, "'\(node)' gives the conversation to a person while other branches of this '\(verb)' run",
            at: span, help: "hand over behind it, when all branches have ended")
    }

    static func handOffInTool(_ node: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .handOffInBranch, "'\(node)' gives the conversation to a person while a tool waits for its graph to end",
            at: span, help: "hand over behind the node that uses the tool")
    }

    static func wayOutOfInner(_ name: Located<NodeID>) -> Diagnostic {
        Diagnostic(
            .error, .wayOut, "a node under 'do' stands alone: no way leads from it to '\(name.value.rawValue)'", at: name.span,
            help: "take a graph under 'graphs' for more than one node")
    }

    static func nextBesideJoin(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wayOut, "a 'parallel' goes on at the node under 'join'", at: span, help: "remove 'next'")
    }

    static func nothingToRetry(_ verb: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .idleOption, "a node with '\(verb)' calls nothing that could be tried again", at: span,
            help: "write 'retry' at the nodes with 'tool', 'agent' or 'choose'")
    }

    static func nothingToLimit(_ verb: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .idleOption, "a node with '\(verb)' never works for a while, so that a 'timeout' means nothing", at: span,
            help: verb == "ask" || verb == "say" || verb == "confirm"
                ? "write 'on_timeout' for an answer that does not come" : "remove it")
    }

    static func nothingToAnswer(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .idleOption, "this node waits for no answer, so that 'on_timeout' means nothing", at: span,
            help: "add buttons or a confirmation, or remove it")
    }

    static func repeatedWrite(_ tool: ToolName, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .repeatedWrite, "'\(tool.rawValue)' changes something outside, and might do it twice", at: span,
            help: "write 'retry' at the connection: it keeps the idempotency key")
    }

    static func wrongWait(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongWait, "this is neither a time span such as '2h' nor an expression that gives a time span or a time",
            at: span,
            help: "write '2h', or one expression in braces that gives the time")
    }
}
