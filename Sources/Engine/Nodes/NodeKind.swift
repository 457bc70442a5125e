import CEL

/// A verb of the bot language: what a node with it declares, and what it does in a turn.
///
/// A kind decides and never acts: it writes what is to be done into the turn. What it must remember between two events it keeps
/// in the checkpoint's `memo`.
protocol NodeKind: Sendable {
    /// The key that makes a mapping a node of this kind.
    static var keyword: String { get }
    /// For the reference and for editors.
    static var about: String { get }
    /// The verb itself and its options; those of every node are in `CommonNodeFields`.
    static var fields: Fields { get }
    /// How drawings colour it.
    static var role: NodeRole { get }

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable)

    /// The ways out that stand beside `next`.
    var exits: [NodeID] { get }
    /// Whether it always waits, calls or ends before it goes on by `next`; a circle without such a node would never stop.
    var rests: Bool { get }
    /// Those of `exits` that it may take without having waited or called.
    var exitsAtOnce: [NodeID] { get }
    /// Whether it keeps the conversation when no condition of its `next` holds.
    var stays: Bool { get }
    /// Whether its work may end in `next`, and not only in one of `exits`.
    var goesOn: Bool { get }
    /// Whether it puts a question, which 'voltar' leads back to and at which commands are heard.
    var isQuestion: Bool { get }
    /// Whether a message is surely for the node, also when its words are those of a command.
    func takes(_ message: InboundMessage, in turn: Turn) -> Bool
    /// Whether it may want a message: of such nodes no two tracks stand at one at a time.
    var listens: Bool { get }
    /// What stands in the way of being tried again; `nil`: nothing.
    var retryFault: RetryFault? { get }
    /// Whether it works for a while, so that it may be given a time limit.
    var works: Bool { get }
    /// Whether it leads to the node below where no `next` is written.
    var fallsThrough: Bool { get }
    /// Where it leads when it has done its work, where that does not stand under `next`.
    var ownNext: NodeID? { get }
    /// The sub-graphs that it runs.
    var runs: [GraphName] { get }
    /// Nodes that are written within it, and the graphs that they make up.
    var inner: [Node] { get }
    var bodies: [SubGraph] { get }
    /// How many earlier turns it shows a model.
    var memoryTurns: Int { get }
    /// The expressions of its own fields.
    var expressions: [Expression] { get }
    /// The state that it surely writes when it is left by `next`.
    var writes: [String] { get }
    /// The state that it surely writes when it is left by one of `exits`.
    var exitWrites: [NodeID: [String]] { get }

    /// The conversation arrives.
    func enter(_ turn: inout Turn) throws(TurnError) -> Step
    /// The person wrote while the conversation waited here.
    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step
    /// A call of this node has ended.
    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step
    /// The time has come that it has set a timer for.
    func wake(_ turn: inout Turn) throws(TurnError) -> Step
    /// The sub-graph that it runs has ended.
    func takeBack(_ output: Value, _ turn: inout Turn) throws(TurnError) -> Step
    /// One of its tracks has ended.
    func join(_ place: Int, with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> Step
    /// The calls under way, made again from the memo alone.
    func pendingCalls(in turn: Turn) -> [Call]
}

/// What follows from a node's work.
enum Step: Equatable {
    /// By the node's `next`.
    case next
    case go(NodeID)
    /// Nobody answered in time.
    case timeOut(NodeID)
    case wait
    case work
    case end
    /// Runs a sub-graph, and comes back.
    case descend(Frame, start: NodeID)
    /// Begins tracks, beside those that run already, and waits for all of them.
    case fork([Branch])
    /// Has a graph do the work of a tool, and waits for its end. What the graph asks the person takes no time of this node's.
    case delegate(Branch)
    /// A person goes on with the conversation.
    case handOver
}

/// A track to begin.
struct Branch: Equatable, Sendable {
    let place: Int
    let start: NodeID
    /// Where it begins within a sub-graph.
    var frame: Frame?
    /// The node before which it ends.
    var join: NodeID?
}

/// Why a node must not be tried again when it fails.
enum RetryFault: Sendable {
    /// It calls nothing.
    case idle
    /// It has this tool, which changes something outside.
    case writes(ToolName)
}

extension NodeKind {
    static var role: NodeRole { .flow }
    var stays: Bool { false }
    var goesOn: Bool { true }
    var memoryTurns: Int { 0 }
    var isQuestion: Bool { false }
    var listens: Bool { isQuestion }
    var retryFault: RetryFault? { .idle }
    var works: Bool { retryFault.map { if case .idle = $0 { false } else { true } } ?? true }
    var fallsThrough: Bool { true }
    var ownNext: NodeID? { nil }
    var runs: [GraphName] { [] }
    var inner: [Node] { [] }
    var bodies: [SubGraph] { [] }
    func takes(_ message: InboundMessage, in turn: Turn) -> Bool { false }
    var exits: [NodeID] { [] }
    var rests: Bool { false }
    var exitsAtOnce: [NodeID] { rests ? [] : exits }
    var expressions: [Expression] { [] }
    var writes: [String] { [] }
    var exitWrites: [NodeID: [String]] { [:] }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step { try enter(&turn) }
    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step { .work }
    func wake(_ turn: inout Turn) throws(TurnError) -> Step { .next }
    func takeBack(_ output: Value, _ turn: inout Turn) throws(TurnError) -> Step { .next }
    func join(_ place: Int, with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> Step { .next }
    func pendingCalls(in turn: Turn) -> [Call] { [] }
}
