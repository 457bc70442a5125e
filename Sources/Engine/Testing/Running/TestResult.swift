public import CEL

/// What came of one test.
public struct TestResult: Sendable {
    public let test: Located<String>
    /// All of the first step that went wrong; those after it were not played.
    public let failures: [TestFailure]
    /// What happened, in order.
    public let events: [TestEvent]
    let reached: Reach
    /// What the model was asked and no recording answers; the test ended there.
    public let unrecorded: ModelRequest?

    public var passed: Bool { failures.isEmpty }
}

/// What was decided in a step of a test.
public struct TestStory: Sendable {
    /// Of the step.
    public let span: SourceSpan
    public internal(set) var story = Story()

    init(span: SourceSpan) { self.span = span }
}

/// Something that is not as a test says.
public struct TestFailure: Sendable, Equatable {
    /// Of what the test says.
    public let span: SourceSpan
    /// One lower-case sentence without a full stop.
    public let message: Wording
    public let expected: Wording?
    public let found: Wording?

    init(_ message: Wording, at span: SourceSpan, expected: Wording? = nil, found: Wording? = nil) {
        self.span = span
        self.message = message
        self.expected = expected
        self.found = found
    }
}

/// Something that happened in a test.
public enum TestEvent: Sendable {
    case waited(Duration)
    case operated(OperatorAct)
    case heard(InboundMessage)
    case sent(OutboundMessage)
    /// `nil`: the test has no answer.
    case asked(ModelRequest, answer: CallResult?)
    case called(ActionRequest, answer: CallResult?)
    case failed(String)
}

/// The parts of a bot that something has reached.
struct Reach: Sendable {
    var nodes: Set<NodeID> = []
    var passages: Set<Passage> = []
    var tools: Set<ToolName> = []
    var policies: Set<String> = []

    mutating func add(_ transition: Transition) {
        nodes.formUnion(transition.path)
        passages.formUnion(transition.trace.passages)
        policies.formUnion(transition.trace.policies)
        tools.formUnion(transition.trace.tools)
    }

    mutating func add(_ other: Reach) {
        nodes.formUnion(other.nodes)
        passages.formUnion(other.passages)
        tools.formUnion(other.tools)
        policies.formUnion(other.policies)
    }
}
