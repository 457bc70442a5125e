import CEL

/// `wait:` lets time pass.
struct WaitNode: NodeKind {
    static let keyword = "wait"
    static let role = NodeRole.time
    static let about = "lets time pass, then goes on; a person who writes first begins anew, or goes where 'on_message' leads"
    static let time = Field.required(
        keyword, .template, "how long, or until when: a time span, or an expression that gives one or a time",
        examples: ["2h", "'{{ consulta.inicio - duration(\"24h\") }}'"])
    static let onMessage = Field.optional(
        "on_message", .node, "where to go when the person writes first; left out: the conversation begins anew")
    static let fields = Fields(time, onMessage)

    enum Time: Sendable {
        case span(Duration)
        case expression(Expression)
    }

    let time: Time
    let onMessage: NodeID?

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        let written = try map.read(Self.time)
        onMessage = try compiler.optionalNode(try map.read(Self.onMessage), &map)
        if let span = Duration.parsed(written.text.trimmed) {
            time = .span(span)
            return
        }
        guard written.text.contains("{{") else {
            map.report(.wrongWait(at: written.span))
            throw Unreadable()
        }
        let template = try compiler.template(written, for: .data, &map)
        guard let expression = template.wholeValue, WaitNode.isTime(expression.program.type) else {
            map.report(.wrongWait(at: written.span))
            throw Unreadable()
        }
        time = .expression(expression)
    }

    private static func isTime(_ type: Type) -> Bool {
        switch type {
        case .duration, .timestamp, .dyn: true
        default: false
        }
    }

    var exits: [NodeID] { [onMessage].compactMap(\.self) }
    var rests: Bool { true }
    var expressions: [Expression] {
        if case .expression(let expression) = time { [expression] } else { [] }
    }

    /// A time that has passed already is not waited for.
    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        let end = try end(in: turn)
        guard end > turn.at else { return .next }
        turn.set(.wake, at: end)
        return .wait
    }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step { onMessage.map(Step.go) ?? .wait }

    private func end(in turn: Turn) throws(TurnError) -> Timestamp {
        switch time {
        case .span(let span): return Timestamp(milliseconds: turn.at.milliseconds + span.milliseconds)
        case .expression(let expression):
            switch try turn.value(of: expression) {
            case .duration(let span):
                // Spans reach to 292 years: in milliseconds they are far from the end of Int64.
                return Timestamp(milliseconds: turn.at.milliseconds + span.nanoseconds / 1_000_000)
            case .timestamp(let time): return time
            default:
                throw TurnError(code: .expression, message: "\(expression.span): the value is neither a time span nor a time")
            }
        }
    }
}
