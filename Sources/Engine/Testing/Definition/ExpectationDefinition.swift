import CEL

/// `expect:`, what is to come of a step. What is left out may be anything.
struct ExpectationDefinition: MapReadable {
    let reply: Located<ReplyExpectation>?
    let buttons: Located<[String]>?
    let list: Located<[String]>?
    let parts: [Located<PartExpectation>]
    let called: Located<[CallExpectation]>?
    let state: [Named<Located<JSON>>]
    let node: Located<NodeID>?
    let ended: Located<Bool>?
    let error: Located<ErrorExpectation>?
    let asked: Located<TextExpectation>?
    let receipt: ReceiptExpectation?
    let preview: Located<Bool>?
    let handedTo: Located<String>?
    let summary: Located<TextExpectation>?
    let silent: Located<Bool>?
    let modelCalls: Located<Int>?
    let tokens: TokenExpectation?

    static let reply = Field.optional(
        "reply", .located(.replyExpectation),
        "what is said: the text of the one message; 'contains', 'not_contains' and 'matches' over all messages; or a list with one a message",
        examples: ["Até logo!", "{contains: atrasado}", "[]"])
    static let buttons = Field.optional(
        "buttons", .located(.list(of: .text)), "the labels of the buttons, in order", examples: ["[Sim, Não]"])
    static let list = Field.optional(
        "list", .located(.list(of: .text)), "the titles of the list's rows, in order", examples: ["[Rastrear, Trocar]"])
    static let link = Field.optional(
        "link", .located(PartExpectation.shape(.link)), "the link that is sent: its address, or '{text, url}'",
        examples: ["https://exemplo.com/pedidos"])
    static let media = Field.optional(
        "media", .located(PartExpectation.shape(.media)), "the file that is sent, also above buttons",
        examples: ["{image: https://exemplo.com/a.jpg, caption: A vitrine}"])
    static let location = Field.optional(
        "location", .located(PartExpectation.shape(.location)), "the place that is sent", examples: ["{name: Loja Paulista}"])
    static let template = Field.optional(
        "template", .located(PartExpectation.shape(.template)), "the template that is sent: its name, or more of it",
        examples: ["{name: lembrete, body: [Ana]}"])
    static let called = Field.optional(
        "called", .located(.calls), "the tools that run, in order, each perhaps with some of its arguments",
        examples: ["[buscar_pedido]", "{buscar_pedido: {numero: '12345'}}"])
    static let state = Field.defaulted(
        "state", .naming(.state, of: .literal), default: [], "values of the state; 'null' for none")
    static let node = Field.optional(
        "at", .anyNode, "the node at which the conversation waits; in a sub-graph with its name before it",
        examples: ["menu", "endereco/cep"])
    static let ended = Field.optional("ended", .located(.boolean), "whether the conversation has ended")
    static let error = Field.optional(
        "error", .located(.errorExpectation), "that the turn fails, or a part of why", examples: ["true"])
    static let asked = Field.optional(
        "asked", .located(.textExpectation), "what the model is told, with all that went before",
        examples: ["{contains: não encontrado}"])
    static let receipt = Field.optional(
        "receipt", .object(ReceiptExpectation.self), "what the customer sees before the reply")
    static let preview = Field.optional("preview", .located(.boolean), "whether links are shown with a picture")
    static let handedTo = Field.optional(
        "handed_to", .located(.text), "the queue that the conversation is handed over to in this step", examples: ["atendimento"])
    static let summary = Field.optional(
        "summary", .located(.textExpectation), "what the person who takes over is told", examples: ["{contains: atrasado}"])
    static let silent = Field.optional(
        "silent", .located(.boolean), "whether a person has the conversation after this step, and the bot is silent")
    static let modelCalls = Field.optional(
        "model_calls", .located(.integer(0...1000)), "how often models are asked", examples: ["2"])
    static let tokens = Field.optional(
        "tokens", .object(TokenExpectation.self), "how many tokens the models' answers cost together", examples: ["{max: 500}"])
    static let fields = Fields(
        reply, buttons, list, link, media, location, template, called, state, node, ended, error, asked, receipt, preview,
        handedTo, summary, silent, modelCalls, tokens)

    init(reading map: inout MapReader) throws(Unreadable) {
        reply = try map.read(Self.reply)
        buttons = try map.read(Self.buttons)
        list = try map.read(Self.list)
        var parts: [Located<PartExpectation>] = []
        for field in [Self.link, Self.media, Self.location, Self.template] {
            if let part = try map.read(field) { parts.append(part) }
        }
        self.parts = parts
        called = try map.read(Self.called)
        state = try map.read(Self.state)
        node = try map.read(Self.node)
        ended = try map.read(Self.ended)
        error = try map.read(Self.error)
        asked = try map.read(Self.asked)
        receipt = try map.read(Self.receipt)
        preview = try map.read(Self.preview)
        handedTo = try map.read(Self.handedTo)
        summary = try map.read(Self.summary)
        silent = try map.read(Self.silent)
        modelCalls = try map.read(Self.modelCalls)
        tokens = try map.read(Self.tokens)
    }
}

/// What a turn's failure is to be like.
enum ErrorExpectation: Sendable {
    case any, never
    /// A part of the message that operators see.
    case containing(String)
}

/// A tool that runs, and some of its arguments.
struct CallExpectation: Sendable {
    let tool: Located<String>
    let arguments: [Named<Located<JSON>>]
}

/// `tokens:` of an expectation.
struct TokenExpectation: MapReadable {
    let maximum: Located<Int>

    static let maximum = Field.required("max", .located(.integer(0...1_000_000_000)), "how many at most")
    static let fields = Fields(maximum)

    init(reading map: inout MapReader) throws(Unreadable) {
        maximum = try map.read(Self.maximum)
    }
}

/// `receipt:` of an expectation.
struct ReceiptExpectation: MapReadable {
    let read: Located<Bool>?
    let typing: Located<Bool>?
    let reaction: Located<String>?

    static let read = Field.optional("read", .located(.boolean), "whether the message is marked as read")
    static let typing = Field.optional("typing", .located(.boolean), "whether the customer sees that the bot writes")
    static let reaction = Field.optional("react", .located(.text), "the emoji on the message")
    static let fields = Fields(read, typing, reaction)

    init(reading map: inout MapReader) throws(Unreadable) {
        read = try map.read(Self.read)
        typing = try map.read(Self.typing)
        reaction = try map.read(Self.reaction)
    }
}

extension Shape where Value == ErrorExpectation {
    static var errorExpectation: Shape<ErrorExpectation> {
        Shape("'true', 'false' or a part of the error", .scalar, .anyOf([.type("boolean"), .scalar])) {
            (node, diagnostics) throws(Unreadable) in
            if let truth = node.scalar?.boolean { return truth ? .any : .never }
            return .containing(try Shape<String>.text.read(node, &diagnostics))
        }
    }
}

extension Shape where Value == [CallExpectation] {
    /// A list of names, or of names with arguments; or one mapping of them.
    static var calls: Shape<[CallExpectation]> {
        let arguments = Shape<[Named<Located<JSON>>]>.identifiers(of: .literal)
        let several = Shape<[Named<[Named<Located<JSON>>]>]>.naming(.tool, of: arguments).map { tools in
            tools.map { CallExpectation(tool: $0.name, arguments: $0.value) }
        }
        let name = Shape<Located<String>>.name(of: .tool).map { [CallExpectation(tool: $0, arguments: [])] }
        let element = Shape<[CallExpectation]>.either(name, several)
        return .either(Shape<[[CallExpectation]]>.list(of: element).map { $0.flatMap(\.self) }, several)
    }
}
