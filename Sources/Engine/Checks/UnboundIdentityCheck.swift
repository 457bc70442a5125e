import CEL

/// Finds tools by which a model could ask for the data of any customer: it names whose data it wants, and nothing binds the answer
/// to the person who writes.
enum UnboundIdentityCheck {
    static func run(_ definition: BotDefinition, _ graph: StateGraph, _ diagnostics: inout Diagnostics) {
        let offered = Set(graph.nodes.values.flatMap { ($0.kind as? AgentNode)?.tools ?? [] })
        for named in definition.tools.entries {
            guard let written = named.value, written.identity == nil,
                let tool = graph.tools[ToolName(rawValue: named.name.value)],
                offered.contains(tool.name), tool.kind.reachesCustomers, !tool.isWrite, !tool.asksForContact,
                let parameter = tool.parameters.first(where: \.mayIdentify)
            else { continue }
            diagnostics.report(.unboundIdentity(named.name, parameter: parameter.name))
        }
    }
}

extension ToolKind {
    /// Whether it may bring the data of people; the history is the contact's own.
    fileprivate var reachesCustomers: Bool { self is SQLTool || self is HTTPTool || self is MCPTool }
}

extension Tool {
    /// Whether what it does depends on who writes.
    fileprivate var asksForContact: Bool {
        (bindings.flatMap(\.value.expressions) + kind.expressions).contains { $0.paths.contains { $0[0] == "contact" } }
    }
}

extension Parameter {
    /// Whether a value of it may name one of many people or things: a text or a number that is not one of a few.
    fileprivate var mayIdentify: Bool { check.allowed.isEmpty && type.mayIdentify }
}

extension DataType {
    fileprivate var mayIdentify: Bool {
        switch self {
        case .string, .integer: true
        case .optional(let inner), .checked(let inner, _), .list(let inner): inner.mayIdentify
        case .number, .boolean, .date, .datetime, .duration, .map, .object, .any: false
        }
    }
}

extension Diagnostic {
    fileprivate static func unboundIdentity(_ tool: Located<String>, parameter: String) -> Diagnostic {
        Diagnostic(
            .warning, .unboundIdentity,
            "a model can ask '\(tool.value)' for anybody's data: it fills '\(parameter)', and nothing binds the answer to who writes",
            at: tool.span,
            help:
                "bind the contact, as in 'bind: {telefone: \"{{ contact.phone }}\"}'; or write 'identity: public' where anybody may know it"
        )
    }
}
