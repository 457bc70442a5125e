/// `graph:`, the places of a conversation and the ways that are open at every one.
struct GraphDefinition: MapReadable {
    let start: Located<NodeID>
    let always: [AlwaysDefinition?]
    /// In the order of the file; the kinds of nodes read them.
    let nodes: [Named<YAMLNode>]

    static let start = Field.required("start", .node, "the node at which a conversation begins")
    static let always = Field.defaulted(
        "always", .list(of: Shape.object(AlwaysDefinition.self).orUnreadable), default: [], "ways that are open at every node"
    )
    static let nodes = Field.required(
        "nodes", .identifiers(of: .unread("a node", .reference(to: "node"))), "the nodes by their names")
    static let fields = Fields(start, always, nodes)

    init(reading map: inout MapReader) throws(Unreadable) {
        start = try map.read(Self.start)
        always = try map.read(Self.always)
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
    }

    let trigger: Trigger
    let target: Located<NodeID>

    static let words = Field.optional(
        "words", .oneOrMany(of: .located(.text)), "the messages that lead this way", examples: ["[atendente, humano]"])
    static let condition = Field.optional("if", .expression, "what must hold")
    static let about = LaterField.unsupported("about", "what a message is about that leads this way, for the model to judge")
    static let target = Field.required("goto", .node, "where the way leads")
    static let returns = LaterField.unsupported("return", "whether the conversation comes back to where it was")
    static let fields = Fields(words, condition, about, target, returns)

    init(reading map: inout MapReader) throws(Unreadable) {
        let written = [map.key(of: Self.words), map.key(of: Self.condition), map.key(of: Self.about)].compactMap { $0 }
        if let last = written.dropFirst().last { map.report(.severalKinds("a way", written, at: last.span)) }
        target = try map.read(Self.target)
        if let words = try map.read(Self.words) {
            trigger = .words(words)
        } else if let condition = try map.read(Self.condition) {
            trigger = .condition(condition)
        } else {
            if !map.has(Self.about) { map.report(.noKind("a way", among: ["words", "if"], written: [], at: map.span)) }
            throw Unreadable()
        }
    }
}
