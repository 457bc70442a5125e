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
    /// The calls under way, made again from the memo alone.
    func pendingCalls(in turn: Turn) -> [Call]
}

/// What follows from a node's work.
enum Step: Equatable {
    /// By the node's `next`.
    case next
    case go(NodeID)
    case wait
    case work
    case end
}

extension NodeKind {
    static var role: NodeRole { .flow }
    var stays: Bool { false }
    var goesOn: Bool { true }
    var memoryTurns: Int { 0 }
    var isQuestion: Bool { false }
    func takes(_ message: InboundMessage, in turn: Turn) -> Bool { false }
    var exits: [NodeID] { [] }
    var rests: Bool { false }
    var exitsAtOnce: [NodeID] { rests ? [] : exits }
    var expressions: [Expression] { [] }
    var writes: [String] { [] }
    var exitWrites: [NodeID: [String]] { [:] }

    func hear(_ message: InboundMessage, _ turn: inout Turn) throws(TurnError) -> Step { try enter(&turn) }
    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step { .work }
    func pendingCalls(in turn: Turn) -> [Call] { [] }
}
