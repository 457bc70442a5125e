import CEL

/// Something that was decided in a turn. It is noted only for one who asks why: a turn in service notes nothing.
enum Finding: Sendable, Equatable {
    /// A command at a question.
    enum Command: Sendable {
        case back, again, cancel, correct
    }

    /// What a condition belongs to.
    enum Subject: Sendable, Equatable {
        /// The `if` of a node.
        case node(NodeID)
        case edge
        /// The way at this place under `always`.
        case way(Int)
        /// The `requires` of a tool.
        case tool(ToolName)
    }

    /// Why a call that a model asked for is not made.
    enum Refusal: Sendable, Equatable {
        case unknown
        /// Its `requires` does not hold.
        case hidden
        case arguments(String)
        /// Another call of the same answer waits for the person's yes.
        case secondConfirmation
    }

    /// How a text became messages.
    struct Division: Sendable, Equatable {
        let characters: Int
        let messages: Int
        let isCut: Bool
        /// What the policy added.
        let closing: String?
    }

    /// The node that waits for the message; `nil`: none.
    case heard(InboundMessage, at: NodeID?)
    case operated(OperatorAct)
    /// The time of a node has come.
    case due(TrackTimer.Kind, at: NodeID)
    /// Whether the message is one of the words of the way at this place under `always`.
    case words(way: Int, said: Bool)
    case tested(ConditionTest, of: Subject)
    /// A model is asked whether the message opens a way.
    case judging
    case judged(way: Int?)
    case command(Command)
    case entered(NodeID)
    /// The question is put again, or the work done again.
    case again(NodeID)
    /// The answer that the question had before a correction holds again.
    case kept(NodeID)
    case went(Passage)
    case read(JSON, by: NodeID)
    /// `nil`: as one of the choices.
    case unread(AnswerType?, by: NodeID)
    case confirmation(ConfirmationAnswer)
    /// `nil`: it has no value any more.
    case wrote(String, JSON?)
    case called(Call)
    case replied(CallResult)
    /// Of no call's result where a graph did the tool's work.
    case outcome(ToolName, ToolOutcome, of: CallResult?)
    case refused(ToolCall, Refusal)
    case confirming(ToolName)
    /// A model's output is not as it has to be.
    case misfit(String)
    case breach(ReplyBreach, isSecond: Bool)
    case divided(Division)
    case policy(String)
    case cut(ChannelLimits.Part)
    case sent(OutboundMessage)
    /// A policy keeps it back.
    case unsent(OutboundMessage)
    case handedOver(HandOver)
    case failed(NodeID?, TurnError)
    case retries(after: Duration)
}

/// A condition with what it came to, and the values of the names in it.
struct ConditionTest: Sendable, Equatable {
    struct Read: Sendable, Equatable {
        /// With the fields behind it, such as `pedido.status`.
        let name: String
        /// `null`: it has none.
        let value: JSON
    }

    let text: String
    let span: SourceSpan
    let holds: Bool
    let reads: [Read]
}

/// All that was found in one turn or in several, as `Bot.advance` noted it.
public struct Story: Sendable {
    private(set) var findings: [Finding] = []
    /// Where it leads to.
    private(set) var end: Checkpoint?

    public init() {}

    /// - Parameter transition: One that was asked to note.
    public mutating func add(_ transition: Transition) {
        findings += transition.trace.findings ?? []
        end = transition.conversation.checkpoint
    }
}
