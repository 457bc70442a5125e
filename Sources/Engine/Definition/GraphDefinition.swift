import CEL

/// `graph:`, the places of a conversation and the ways that are open at every one.
struct GraphDefinition: MapReadable {
    let start: Located<NodeID>
    let always: [AlwaysDefinition?]
    let commands: CommandDefinitions
    /// In the order of the file; the kinds of nodes read them.
    let nodes: [Named<YAMLNode>]

    static let start = Field.required("start", .node, "the node at which a conversation begins")
    static let always = Field.defaulted(
        "always", .list(of: Shape.object(AlwaysDefinition.self).orUnreadable), default: [], "ways that are open at every node"
    )
    static let commands = Field.defaulted(
        "commands", .object(CommandDefinitions.self), default: CommandDefinitions(),
        "the words by which a person goes back, corrects, repeats or cancels at any question")
    static let nodes = Field.required(
        "nodes", .defining(.node, of: .unread("a node", .reference(to: "node"))), "the nodes by their names")
    static let fields = Fields(start, always, commands, nodes)

    init(reading map: inout MapReader) throws(Unreadable) {
        start = try map.read(Self.start)
        always = try map.read(Self.always)
        commands = map.attempt(Self.commands) ?? CommandDefinitions()
        nodes = try map.read(Self.nodes)
    }
}

/// One of `always:`, a way that is open at every node.
struct AlwaysDefinition: MapReadable {
    /// When it is taken.
    enum Trigger: Sendable {
        /// The message is one of these, whatever its case and accents.
        case words([Located<String>])
        case condition(ExpressionSource)
        case about(Located<String>)
    }

    let trigger: Trigger
    let target: Located<NodeID>
    let returns: Bool

    static let words = Field.optional(
        "words", .oneOrMany(of: .located(.text)), "the messages that lead this way", examples: ["[atendente, humano]"])
    static let condition = Field.optional("if", .expression, "what must hold")
    static let about = Field.optional(
        "about", .located(.text), "what a message is about that leads this way; the model 'default' judges every message",
        examples: ["o cliente pergunta pelos horários"])
    static let target = Field.required("goto", .node, "where the way leads")
    static let returns = Field.defaulted(
        "return", .boolean, default: false, "whether the conversation comes back to where it was when this way ends")
    static let fields = Fields(words, condition, about, target, returns)

    init(reading map: inout MapReader) throws(Unreadable) {
        let written = [map.key(of: Self.words), map.key(of: Self.condition), map.key(of: Self.about)].compactMap { $0 }
        if let last = written.dropFirst().last { map.report(.severalKinds("a way", written, at: last.span)) }
        target = try map.read(Self.target)
        returns = try map.read(Self.returns)
        if let words = try map.read(Self.words) {
            trigger = .words(words)
        } else if let condition = try map.read(Self.condition) {
            trigger = .condition(condition)
        } else if let about = try map.read(Self.about) {
            trigger = .about(about)
        } else {
            map.report(.noKind("a way", among: ["words", "if", "about"], written: [], at: map.span))
            throw Unreadable()
        }
    }
}
