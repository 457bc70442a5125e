public import CEL

/// What became of the changes of one bot.
public struct MutationReport: Sendable {
    private let bot: BotID
    private var caught = 0
    private var refused = 0
    public private(set) var survived = 0

    public init(of bot: Bot) {
        self.bot = bot.id
    }

    public mutating func add(_ verdict: MutationTester.Verdict) {
        switch verdict {
        case .caught: caught += 1
        case .refused: refused += 1
        case .survived: survived += 1
        case .equivalent: break
        }
    }

    public var summary: Wording {
        let all = caught + refused + survived
        let noticed: Wording = "\(caught) caught by tests, \(refused) refused when the bot loads"
        return "\(bot.rawValue): \(all) changes: \(noticed), \(survived) unnoticed"
    }

    /// A change that no test notices, with its place.
    public static func text(of mutation: Mutation, in language: Language = .english) -> String {
        let (excerpt, _) = SourceExcerpt(of: mutation.span).numbered(mutation.span.start.line)
        let told: Wording = "no test fails when \(mutation.words)"
        return (["\(mutation.span): \(told.text(in: language))"] + excerpt).joined(separator: "\n") + "\n"
    }
}
