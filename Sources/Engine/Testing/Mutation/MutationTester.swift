public import CEL

/// Changes a bot in one place at a time, and looks whether its tests notice.
public struct MutationTester: Sendable {
    public enum Verdict: Sendable, Equatable {
        /// By the test of this name.
        case caught(by: String)
        /// The bot does not load any more, so that nobody can run it.
        case refused
        /// The bot does what it did before.
        case equivalent
        case survived
    }

    /// How many changes of one bot are tried at most.
    public static let limit = 2000

    /// In the order of the files.
    public let mutations: [Mutation]
    private let bot: Bot
    private let files: BotFiles
    private let locales: LocaleSource
    private let recordings: any ModelRecordings
    private let trees: [String: YAMLNode]

    /// - Parameters:
    ///   - bot: All of its tests pass.
    ///   - files: What it was compiled from.
    public init(
        _ bot: Bot, files: BotFiles, locales: LocaleSource = .builtIn, recordings: any ModelRecordings = NoRecordings()
    ) {
        let anatomy = BotAnatomy(of: bot, in: files)
        mutations = Array(anatomy.mutations.prefix(MutationTester.limit))
        trees = Dictionary(anatomy.trees.map { ($0.path, $0.root) }, uniquingKeysWith: { first, _ in first })
        self.bot = bot
        self.files = files
        self.locales = locales
        self.recordings = recordings
    }

    public func judge(_ mutation: Mutation) -> Verdict {
        let path = mutation.span.file.path
        guard var tree = trees[path] else { return .refused }
        for edit in mutation.edits { tree = edit.applied(to: tree) }
        guard let mutant = BotCompiler.mutant(files.replacing(path, with: tree), locales: locales) else { return .refused }
        if let policy = mutation.policy, bot.isAlike(mutant, in: policy) { return .equivalent }
        for test in bot.tests where !mutant.play(test, recordings: recordings).passed { return .caught(by: test.name.value) }
        return .survived
    }
}

extension Bot {
    /// Whether another bot holds to the same in a policy, as when only what is usual was written.
    fileprivate func isAlike(_ other: Bot, in policy: String) -> Bool {
        let (mine, others) = (graph.policies, other.graph.policies)
        return switch policy.prefix(while: { $0 != "." }) {
        case PolicyDefinitions.receive.name: receipt == other.receipt
        case PolicyDefinitions.reply.name: mine.reply == others.reply
        case PolicyDefinitions.budget.name: mine.budget == others.budget
        case PolicyDefinitions.optOut.name: mine.optOut?.settings == others.optOut?.settings
        default: false
        }
    }

    /// What a person is shown of any message.
    private var receipt: Receipt? {
        let message = InboundMessage(id: "", at: Timestamp(milliseconds: 0), content: .text(""))
        return graph.policies.receive.receipt(for: message)
    }
}
