/// `on_timeout:` of a node that waits for an answer.
struct AnswerTimeout: Sendable {
    let after: Duration
    let target: NodeID

    static let field = Field.optional(
        "on_timeout", .object(Written.self), "where to go when no answer has come after a time",
        examples: ["{after: 30m, goto: lembrete}"])

    /// As it stands in YAML.
    struct Written: MapReadable {
        static let after = Field.optional("after", .duration, "how long to wait for the answer", examples: ["30m"])
        static let target = Field.required("goto", .node, "where to go then")
        static let fields = Fields(after, target)

        let after: Duration?
        let target: Located<NodeID>
        let span: SourceSpan

        init(reading map: inout MapReader) throws(Unreadable) {
            after = try map.read(Self.after)
            target = try map.read(Self.target)
            span = map.span
        }
    }

    /// - Parameter usual: How long an answer is good for anyway; `nil`: the time has to be written.
    init?(reading map: inout MapReader, _ compiler: NodeCompiler, usual: Duration? = nil) throws(Unreadable) {
        guard let written = try map.read(Self.field) else { return nil }
        guard let after = written.after ?? usual else {
            map.report(.missingKey(Written.after.name, about: "how long to wait for the answer", at: written.span))
            throw Unreadable()
        }
        self.after = after
        target = try compiler.node(written.target, &map)
    }
}

extension Turn {
    /// The time for an answer begins to run anew.
    mutating func await(_ timeout: AnswerTimeout?) {
        if let timeout { set(.wake, after: timeout.after) }
    }
}
