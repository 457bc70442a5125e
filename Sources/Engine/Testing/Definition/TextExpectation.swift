import CEL

/// What a text is to be like.
enum TextExpectation: Sendable {
    case equal(String)
    case rules(TextRules)
}

/// What is to stand in a text, and what is not.
struct TextRules: MapReadable {
    let contained: [Located<String>]
    let excluded: [Located<String>]
    let patterns: [Located<ValueCheck.Pattern>]

    static let contained = Field.defaulted("contains", .oneOrMany(of: .located(.text)), default: [], "what stands in it")
    static let excluded = Field.defaulted(
        "not_contains", .oneOrMany(of: .located(.text)), default: [], "what does not stand in it")
    static let patterns = Field.defaulted(
        "matches", .oneOrMany(of: .pattern), default: [], "regular expressions that are found in it")
    static let fields = Fields(contained, excluded, patterns)

    init(reading map: inout MapReader) throws(Unreadable) {
        contained = try map.read(Self.contained)
        excluded = try map.read(Self.excluded)
        patterns = try map.read(Self.patterns)
        if map.mapping.entries.isEmpty {
            map.report(.noKind("an expectation of a text", among: Self.fields.names, written: [], at: map.span))
            throw Unreadable()
        }
    }
}

/// What the replies of a step are to be like.
enum ReplyExpectation: Sendable {
    /// Of one message by its text, of all messages by its rules.
    case text(TextExpectation)
    /// One for each message; none: nothing is said.
    case messages([Located<TextExpectation>])
}

extension Shape where Value == TextExpectation {
    static var textExpectation: Shape<TextExpectation> {
        .either(Shape<String>.text.map { .equal($0.trimmed) }, Shape<TextRules>.object(TextRules.self).map { .rules($0) })
    }
}

extension Shape where Value == ReplyExpectation {
    static var replyExpectation: Shape<ReplyExpectation> {
        let text = Shape<TextExpectation>.textExpectation.map { ReplyExpectation.text($0) }
        let messages = Shape<[Located<TextExpectation>]>.list(of: .located(.textExpectation)).map {
            ReplyExpectation.messages($0)
        }
        return .either(text, messages)
    }
}

extension Shape where Value == Located<ValueCheck.Pattern> {
    /// A regular expression in RE2's notation.
    static var pattern: Shape<Located<ValueCheck.Pattern>> {
        Shape("a regular expression", .scalar, .scalar) { (node, diagnostics) throws(Unreadable) in
            let written = Located(try Shape<String>.text.read(node, &diagnostics), at: node.span)
            guard let pattern = ValueCheck.Pattern(written.value) else { throw diagnostics.refuse(.wrongPattern(written)) }
            return Located(pattern, at: node.span)
        }
    }
}

extension ValueCheck.Pattern {
    func isFound(in text: String) -> Bool {
        if case .bool(true)? = try? program.evaluate([.string(text)]) { true } else { false }
    }
}
