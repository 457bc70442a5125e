import CEL

/// `choose:` lets a model decide which way to go.
struct ChooseNode: NodeKind {
    static let keyword = "choose"
    static let about = "a model picks one of several ways"
    static let role = NodeRole.model
    static let question = Field.required(
        keyword, .template, "what the model is to decide", examples: ["O que o cliente quer?"])
    static let routes = Field.required(
        "routes",
        Shape<[Named<RouteDefinition>]>.defining(.route, of: .object(RouteDefinition.self)).limited(to: "at least one route") {
            !$0.isEmpty
        }, "the ways by names of your own",
        examples: ["{compra: {about: quer comprar ou saber preços, goto: vendas}}"])
    static let model = Field.optional("model", .name(of: .model), "a name under 'models'; left out: 'default'")
    static let otherwise = Field.optional(
        "otherwise", .node, "where to go when no route fits; left out: the model has to pick one, and fails when it does not")
    static let memory = Field.optional("memory", .object(ModelMemory.self), "what the model is shown of earlier turns")
    static let fields = Fields(question, routes, model, otherwise, memory)

    let question: Template
    let choice: RouteChoice
    let model: String
    let otherwise: NodeID?
    let memoryTurns: Int

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        question = try compiler.template(try map.read(Self.question), for: .data, &map)
        let written = try map.read(Self.routes)
        let routes = written.compactMap { route in
            (try? compiler.node(route.value.target, &map)).map {
                RouteChoice.Route(name: route.name.value, about: route.value.about, target: $0)
            }
        }
        otherwise = try compiler.optionalNode(try map.read(Self.otherwise), &map)
        model = try compiler.model(try map.read(Self.model), &map)
        memoryTurns = try map.read(Self.memory)?.turns ?? ModelMemory.usualTurns
        choice = RouteChoice(routes: routes, allowsNone: otherwise != nil)
        guard routes.count == written.count else { throw Unreadable() }
    }

    /// One of `routes:`.
    struct RouteDefinition: MapReadable {
        static let about = Field.required("about", .text, "when the model is to take it")
        static let target = Field.required("goto", .node, "where it leads")
        static let fields = Fields(about, target)

        let about: String
        let target: Located<NodeID>

        init(reading map: inout MapReader) throws(Unreadable) {
            about = try map.read(Self.about)
            target = try map.read(Self.target)
        }
    }

    var exits: [NodeID] { choice.routes.map(\.target) + [otherwise].compactMap(\.self) }
    var goesOn: Bool { false }
    var rests: Bool { true }
    var retryFault: RetryFault? { nil }
    var expressions: [Expression] { question.expressions }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        let id = turn.newCallID()
        turn.call(Call(id: id, work: .model(try request(in: turn))))
        turn.memo = ["model": id.encoded()]
        return .work
    }

    /// An answer that is no route is taken for none of them.
    func finish(_ call: CallID, with result: CallResult, _ turn: inout Turn) throws(TurnError) -> Step {
        guard asked(in: turn) == call else { return .work }
        let reply = try result.reply()
        if let made = reply.calls.first(where: { $0.name == RouteChoice.tool.rawValue }),
            case .route(let route) = choice.answer(in: made)
        {
            turn.result = .string(route.name)
            return .go(route.target)
        }
        guard let otherwise else { throw TurnError(code: .model, message: "the model picked none of the routes") }
        return .go(otherwise)
    }

    func pendingCalls(in turn: Turn) -> [Call] {
        guard let id = asked(in: turn), let request = try? request(in: turn) else { return [] }
        return [Call(id: id, work: .model(request))]
    }

    private func asked(in turn: Turn) -> CallID? {
        turn.memo["model"].flatMap(CallID.init(decoding:))
    }

    private func request(in turn: Turn) throws(TurnError) -> ModelRequest {
        var prompt = Prompt()
        try prompt.add(question, in: turn)
        prompt.add(
            "Judge by the conversation, above all by the person's last words. Answer only by calling '\(RouteChoice.tool.rawValue)'."
        )
        let conversation = turn.remembered(memoryTurns, before: turn.checkpoint.turn) + turn.exchange.map(\.modelMessage)
        return ModelRequest(
            model: model, messages: prompt.messages + conversation, tools: [choice.declaration], mustCall: true)
    }
}

extension CallResult {
    /// - Throws: When the model gave no answer.
    func reply() throws(TurnError) -> ModelReply {
        switch self {
        case .model(let reply): return reply
        case .failure(let failure): throw TurnError(code: .model, message: "the model gave no answer: \(failure.message)")
        case .action: throw TurnError(code: .model, message: "a tool answered where a model was asked")
        }
    }
}
