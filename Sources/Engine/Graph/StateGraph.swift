import CEL

/// A bot's compiled nodes and all that their steps need.
struct StateGraph: Sendable {
    var nodes: [NodeID: Node]
    /// Those under `graphs:`, and what stands within nodes.
    var graphs: [GraphName: SubGraph] = [:]
    let start: NodeID
    let always: [AlwaysRule]
    let commands: Commands
    let phrases: Phrases
    let state: StateLayout
    var tools: [ToolName: Tool]
    let policies: Policies
    /// The system prompt that all agents share.
    let prompt: Template?
    /// `bot` of expressions.
    let identity: Value
    /// Whether some expression reads `hours`.
    var asksForHours = false

    /// Where a conversation may stand without having come from a node.
    var roots: [NodeID] { [start] + always.map(\.target) + [commands.cancelTarget].compactMap(\.self) + policies.targets }
}

/// A place in the graph: what its kind does, and the ways out of it.
///
/// A class, so that a turn, which goes from one to the next, holds it by one reference.
final class Node: Sendable {
    let id: NodeID
    let kind: any NodeKind
    /// The node is passed by when this does not hold.
    let condition: Expression?
    let next: Next
    let onError: NodeID?
    let retry: RetryRule?
    /// How long it may work at a stretch.
    let timeout: Duration?
    /// The sub-graph that it stands in.
    let graph: GraphName?
    let about: String?
    let span: SourceSpan

    init(
        id: NodeID, kind: any NodeKind, condition: Expression?, next: Next, onError: NodeID?, retry: RetryRule?,
        timeout: Duration?, graph: GraphName?, about: String?, span: SourceSpan
    ) {
        self.id = id
        self.kind = kind
        self.condition = condition
        self.next = next
        self.onError = onError
        self.retry = retry
        self.timeout = timeout
        self.graph = graph
        self.about = about
        self.span = span
    }

    /// Where it may lead by `next`; a node that is passed by does so too.
    var ways: [NodeID] { kind.goesOn || condition != nil ? next.targets : [] }
}

/// Where a node leads when it has done its work.
enum Next: Sendable {
    /// The conversation ends: nothing stands below, and no `next` is written.
    case end
    case to(NodeID)
    /// The first edge whose condition holds, else the last one.
    case choice([Edge], otherwise: NodeID)
    /// An agent stays until one of these holds.
    case stay([Edge])

    struct Edge: Sendable {
        let condition: Expression
        let target: NodeID
    }

    var targets: [NodeID] {
        switch self {
        case .end: []
        case .to(let node): [node]
        case .choice(let edges, let otherwise): edges.map(\.target) + [otherwise]
        case .stay(let edges): edges.map(\.target)
        }
    }

    var expressions: [Expression] {
        switch self {
        case .end, .to: []
        case .choice(let edges, _), .stay(let edges): edges.map(\.condition)
        }
    }
}

/// A way that is open wherever the conversation stands.
struct AlwaysRule: Sendable {
    enum Trigger: Sendable {
        /// Whole messages, folded.
        case words(Set<String>)
        case condition(Expression)
        /// What a message is about, for a model to judge.
        case about(String)
    }

    let trigger: Trigger
    let target: NodeID
    /// Whether the conversation comes back to where it was.
    let returns: Bool
}
