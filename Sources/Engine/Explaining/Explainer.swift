public import CEL

/// Tells the story of a turn in the words of the bot's files.
public struct Explainer: Sendable {
    let bot: Bot
    private let edges: [Passage: SourceSpan]
    private let policies: [String: SourceSpan]
    private let ways: [SourceSpan]
    private let tools: [ToolName: SourceSpan]

    /// - Parameter files: Those that the bot was compiled from.
    public init(of bot: Bot, in files: BotFiles) {
        self.bot = bot
        let anatomy = BotAnatomy(of: bot, in: files)
        edges = Dictionary(
            anatomy.edges.filter(\.isWritten).map { ($0.passage, $0.span) }, uniquingKeysWith: { first, _ in first })
        policies = Dictionary(anatomy.policies.map { ($0.name.value, $0.name.span) }, uniquingKeysWith: { first, _ in first })
        ways = anatomy.always.map(\.span)
        tools = Dictionary(
            bot.definition.tools.entries.map { (ToolName(rawValue: $0.name.value), $0.name.span) },
            uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    ///   - discretion: What it does not show.
    ///   - caveats: What keeps the story from being the whole truth.
    public func explanation(
        of story: Story, with discretion: Discretion = .none, caveats: [Caveat] = []
    ) -> Explanation {
        var discretion = discretion
        learn(from: story, &discretion)
        var telling = Telling(by: self, hiding: discretion)
        for caveat in caveats { telling.tell(caveat) }
        telling.tell(story.findings)
        if let end = story.end { telling.tell(end: end) }
        return telling.explanation
    }

    // MARK: Headings

    /// - Parameter turn: From 1, as the history counts.
    public func heading(conversation id: ConversationID, turn: Int, at time: Timestamp) -> Wording {
        "conversation \(id.rawValue) with \(bot.id.rawValue), turn \(turn), \(clock(time))"
    }

    /// - Parameter step: From 1.
    public func heading(test: String, step: Int, at span: SourceSpan) -> Wording {
        "test '\(test)', step \(step), \(span.file.path):\(span.start.line)"
    }

    /// What keeps a story from being the whole truth.
    public enum Caveat: Sendable {
        /// These files send other messages than those that were sent.
        case differs(sent: [OutboundMessage])
        /// It could not be played to its end.
        case gap(String)
    }

    // MARK: Places

    func node(_ id: NodeID) -> SourceSpan? { bot.graph.nodes[id]?.span }

    /// Of the target's name where the way is written out, else of the target.
    func edge(_ passage: Passage) -> SourceSpan? { edges[passage] ?? node(passage.to) }

    /// Of the policy, or of the part of it that a key names.
    func policy(_ key: String) -> SourceSpan? { policies[key] }

    func way(_ place: Int) -> SourceSpan? { ways.indices.contains(place) ? ways[place] : nil }

    func tool(_ name: ToolName) -> SourceSpan? { tools[name] }

    /// The verb of a node, such as `ask`.
    func verb(of id: NodeID) -> String {
        bot.graph.nodes[id].map { type(of: $0.kind).keyword } ?? ""
    }

    /// The words that open a way, as they are written.
    func words(of place: Int) -> [String] {
        guard let always = bot.definition.graph?.always, always.indices.contains(place),
            case .words(let words)? = always[place]?.trigger
        else { return [] }
        return words.map(\.value)
    }

    /// By the clock of the bot.
    func clock(_ time: Timestamp) -> String {
        let zone = bot.graph.policies.zone
        let local = zone.localTime(at: time)
        let shown = Timestamp(milliseconds: (Int64(local.day) * 86_400 + Int64(local.secondOfDay)) * 1000).description
        return shown.prefix(16).replacing("T", with: " ") + " " + zone.name
    }
}

extension Explainer {
    /// Values that come and go within a turn, and answers as people write them.
    private func learn(from story: Story, _ discretion: inout Discretion) {
        guard discretion.hides else { return }
        var answer: InboundMessage?
        for finding in story.findings {
            switch finding {
            case .heard(let message, _): answer = message
            case .read(_, let node):
                if let answer { discretion.learn(answer, to: node.rawValue) }
            case .wrote(let name, let value?): discretion.learn(value, of: name)
            case .called(let call):
                guard case .action(let request) = call.work else { continue }
                for member in request.arguments.members { discretion.learn(member.value, of: member.key) }
            case .outcome(_, .found(let answer), _): discretion.learn(named: answer)
            default: continue
            }
        }
    }
}
