/// How much of a bot its tests reach.
public struct Coverage: Sendable {
    /// With whether a test has reached it; in the order of the kinds, and within each in the order of the files.
    public let parts: [(part: BotPart, isReached: Bool)]

    public init(of bot: Bot, in files: BotFiles, by results: [TestResult]) {
        var reach = Reach()
        for result in results { reach.add(result.reached) }
        parts = BotAnatomy(of: bot, in: files).parts.map { ($0, $0.isReached(by: reach)) }
    }

    public var isComplete: Bool { parts.allSatisfy(\.isReached) }

    /// Such as `2 of 3 nodes, 1 of 4 edges`; kinds of which there are none are left out.
    public var summary: String {
        BotPart.Kind.allCases.compactMap { kind in
            let all = parts.filter { $0.part.kind == kind }
            guard !all.isEmpty else { return nil }
            return "\(all.count(where: \.isReached)) of \(all.count) \(kind == .policy ? "policies" : "\(kind.rawValue)s")"
        }.joined(separator: ", ")
    }

    /// A line for each part that no test has reached; empty, or with a line break at the end.
    public var text: String {
        parts.filter { !$0.isReached }.map { "\($0.part.span): no test reaches the \($0.part.kind.rawValue) \($0.part.name)\n" }
            .joined()
    }
}
