import CEL

/// `handoff:` gives the conversation to a person; the bot hears and says nothing until it is given back.
struct HandoffNode: NodeKind {
    static let keyword = "handoff"
    static let role = NodeRole.person
    static let about = "a person takes over, and the bot is silent until they give the conversation back"
    static let queue = Field.required(keyword, .identifier, "the queue whose people are told", examples: ["atendimento"])
    static let say = Field.optional("say", .reply, "what the customer is told first")
    static let summary = Field.optional(
        "summary", .template, "what the person who takes over is told",
        examples: ["'Pedido {{ pedido.numero }}, atrasado há dias'"])
    static let giveBackField = Field.optional(
        "return", .object(Return.self),
        "where the bot goes on when the conversation is given back, or when nobody has written for a time",
        examples: ["{after: 12h, goto: menu}"])
    static let closedField = Field.optional(
        "closed", .node, "where to go outside the opening hours, in the place of 'closed' of the policy 'hours'",
        examples: ["recado"])
    static let fields = Fields(queue, say, summary, giveBackField, closedField)

    let queue: String
    let text: Reply?
    let summary: Template?
    let returnAfter: Duration?
    let returnTarget: NodeID?
    let closed: NodeID?

    /// `return:` of a hand-over.
    struct Return: MapReadable {
        static let after = Field.optional(
            "after", .duration, "how long neither the customer nor the person may be silent before the bot takes over again")
        static let target = Field.required("goto", .node, "where the bot goes on")
        static let fields = Fields(after, target)

        let after: Duration?
        let target: Located<NodeID>

        init(reading map: inout MapReader) throws(Unreadable) {
            after = try map.read(Self.after)
            target = try map.read(Self.target)
        }
    }

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        queue = try map.read(Self.queue).value
        text = try map.read(Self.say).map { (source) throws(Unreadable) in try compiler.reply(source, &map) }
        summary = try map.read(Self.summary).map { (source) throws(Unreadable) in
            try compiler.template(source, for: .data, &map)
        }
        let written = try map.read(Self.giveBackField)
        returnAfter = written?.after
        returnTarget = try compiler.optionalNode(written?.target, &map)
        closed = try compiler.optionalNode(try map.read(Self.closedField), &map)
    }

    var exits: [NodeID] { [returnTarget, closed].compactMap(\.self) }
    var goesOn: Bool { returnTarget == nil }
    var rests: Bool { true }
    var listens: Bool { true }
    var fallsThrough: Bool { false }
    var expressions: [Expression] { (text?.expressions ?? []) + (summary?.expressions ?? []) }

    /// What follows when the conversation is given back.
    var giveBack: Step { returnTarget.map(Step.go) ?? .next }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        if let hours = turn.graph.policies.hours, let target = closed ?? hours.closed, !hours.status(at: turn.at).isOpen {
            if closed == nil { turn.trace.note(policy: "hours.closed") }
            return .go(target)
        }
        if let text { turn.say(try turn.text(of: text)) }
        let summary = try summary.map { (summary) throws(TurnError) in try turn.text(of: summary).trimmed }
        turn.handOver(to: queue, summary: summary)
        keepAway(&turn)
        return .handOver
    }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step {
        keepAway(&turn)
        return .handOver
    }

    func wake(_ turn: inout Turn) throws(TurnError) -> Step { giveBack }

    /// Someone has written: the time until the bot takes over again begins anew.
    func keepAway(_ turn: inout Turn) {
        if let returnAfter { turn.set(.wake, after: returnAfter) }
    }
}
