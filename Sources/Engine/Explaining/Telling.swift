import CEL

/// An explanation while it is told: findings become lines, those of one node below the line that leads to it.
struct Telling {
    let place: Explainer
    let discretion: Discretion
    private(set) var explanation = Explanation()
    /// The node that the line before led to or spoke of.
    var node: NodeID?
    /// Whether the model was shown a tool when that was told last.
    var shownTools: [ToolName: Bool] = [:]
    /// How deep the lines of the node at hand stand.
    var depth = 0

    init(by place: Explainer, hiding discretion: Discretion) {
        self.place = place
        self.discretion = discretion
    }

    mutating func say(
        _ topic: Explanation.Topic, _ wording: Wording, at span: SourceSpan? = nil, below: Int = 1, _ data: JSONObject = [:]
    ) {
        explanation.lines.append(
            .init(topic: topic, depth: below == 0 ? 0 : depth + below - 1, wording: wording, span: span, data: data))
        if below == 0 { depth = 1 }
    }

    // MARK: What is shown of values

    /// Longer values are cut.
    private static let longest = 400

    func quoted(_ text: String) -> String { "\"\(shown(text))\"" }

    func shown(_ text: String) -> String {
        let line = discretion.masked(text).replacing("\n", with: " ⏎ ")
        return line.count > Self.longest ? line.prefix(Self.longest) + "…" : line
    }

    func shown(_ json: JSON) -> String { cut(discretion.masked(json).text) }

    func shown(_ value: JSON, of name: String) -> String {
        let masked = discretion.masked(value, of: name)
        return masked != value && masked.string == "[\(name)]" ? "[\(name)]" : cut(masked.text)
    }

    private func cut(_ text: String) -> String { text.count > Self.longest ? text.prefix(Self.longest) + "…" : text }

    /// `name: value, …`
    func shown(_ arguments: JSONObject) -> String {
        arguments.members.map { "\($0.key): \(shown($0.value, of: $0.key))" }.joined(separator: ", ")
    }

    func listed(_ texts: [String]) -> String { texts.map { "'\($0)'" }.joined(separator: ", ") }

    /// `a is 1, b is 2`; `nil` when the condition reads nothing.
    func reads(of test: ConditionTest) -> Wording? {
        test.reads.map { read -> Wording in
            guard read.value != .null else { return "\(read.name) has no value" }
            return "\(read.name) is \(shown(read.value, of: personalPart(of: read.name)))"
        }
        .reduce(nil) { list, read in list.map { "\($0), \(read)" } ?? read }
    }

    /// Which name of a path says whether its value is personal: one that is marked, else the last.
    private func personalPart(of path: String) -> String {
        let names = path.split(separator: ".").map(String.init)
        return names.first(where: discretion.isPersonal) ?? names.last ?? path
    }

    func truth(of test: ConditionTest) -> Wording {
        let text = test.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let verdict: Wording = test.holds ? "\(text) was true" : "\(text) was false"
        return reads(of: test).map { "\(verdict): \($0)" } ?? verdict
    }

    func data(of test: ConditionTest) -> JSONObject {
        [
            "condition": .string(test.text), "holds": .bool(test.holds),
            "values": .object(
                JSONObject(
                    test.reads.map { ($0.name, discretion.masked($0.value, of: personalPart(of: $0.name))) })),
        ]
    }
}
