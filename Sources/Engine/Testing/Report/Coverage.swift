public import CEL

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
    public var summary: Wording {
        let counts = BotPart.Kind.allCases.compactMap { kind -> Wording? in
            let all = parts.filter { $0.part.kind == kind }
            return all.isEmpty ? nil : Coverage.count(all.count(where: \.isReached), of: all.count, kind)
        }
        guard let first = counts.first else { return "nothing" }
        return counts.dropFirst().reduce(first) { "\($0), \($1)" }
    }

    private static func count(_ reached: Int, of all: Int, _ kind: BotPart.Kind) -> Wording {
        switch kind {
        case .node: "\(reached) of \(all) nodes"
        case .edge: "\(reached) of \(all) edges"
        case .tool: "\(reached) of \(all) tools"
        case .policy: "\(reached) of \(all) policies"
        }
    }

    /// A line for each part that no test has reached; empty, or with a line break at the end.
    public func text(in language: Language = .english) -> String {
        parts.filter { !$0.isReached }.map { part, _ in "\(part.span): \(Coverage.unreached(part).text(in: language))\n" }
            .joined()
    }

    private static func unreached(_ part: BotPart) -> Wording {
        switch part.kind {
        case .node: "no test reaches the node \(part.name)"
        case .edge: "no test reaches the edge \(part.name)"
        case .tool: "no test reaches the tool \(part.name)"
        case .policy: "no test reaches the policy \(part.name)"
        }
    }
}
