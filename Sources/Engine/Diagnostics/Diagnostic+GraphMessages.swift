import CEL

/// What is said of nodes and of the ways between them.
extension Diagnostic {
    static func unknownNode(_ name: Located<NodeID>, nodes: [NodeID]) -> Diagnostic {
        let names = nodes.map(\.rawValue)
        return Diagnostic(
            .error, .unknownNode, "no node is named '\(name.value.rawValue)'; there are \(listed(names))", at: name.span,
            help: suggestion(for: name.value.rawValue, in: names))
    }

    static func unreachableNode(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .unreachableNode, "nothing leads to the node '\(name.value)'", at: name.span,
            help: "name it in a 'next', a button or 'always', or remove it")
    }

    static func mayBeUnset(_ name: String, and more: some Sequence<String>, at span: SourceSpan) -> Diagnostic {
        let names = listed([name] + more, last: .and)
        return Diagnostic(
            .error, .mayBeUnset, "\(names) may have no value here: not every way to this place writes it", at: span,
            help: "write \(name).orValue('…'), or give it a 'default' under 'state'")
    }

    static func noDefaultModel(at span: SourceSpan, models: [String]) -> Diagnostic {
        let known: Wording = models.isEmpty ? "there is none" : "there are \(listed(models))"
        return Diagnostic(
            .error, .unknownModel, "no model is named here, and none is called 'default'; \(known)", at: span,
            help: "add 'default' under 'models'")
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
        let known: Wording = parameters.isEmpty ? "it has none" : "it has \(listed(parameters))"
        return Diagnostic(
            .error, .unknownArgument, "the tool '\(tool)' has no parameter '\(name.value)'; \(known)", at: name.span,
            help: suggestion(for: name.value, in: parameters))
    }

    static func missingArgument(_ parameter: String, of tool: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .missingArgument, "the tool '\(tool.value)' needs '\(parameter)'", at: tool.span,
            help: "add '\(parameter)' under 'with'")
    }

    static func outputDoesNotFit(_ entry: StateLayout.Entry, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .answerType, "'\(entry.name)' is declared as \(entry.declared.words) and cannot take this output",
            at: span,
            help: "declare it with the fields of 'output', or change them")
    }

    static func choiceDoesNotFit(_ choice: Located<String>, _ type: AnswerType) -> Diagnostic {
        Diagnostic(
            .error, .answerType, "the choice '\(shortened(choice.value))' is no answer of type '\(type.rawValue)'",
            at: choice.span, help: "change it, or 'type'")
    }

    static func answerDoesNotFit(_ type: AnswerType, _ entry: StateLayout.Entry, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .answerType,
            "'\(entry.name)' is declared as \(entry.declared.words) and cannot take an answer of type '\(type.rawValue)'",
            at: span, help: "change 'type', or the declaration under 'state'")
    }
}
