import CEL

/// One test of a bot: a conversation with it, and what is expected of it.
public struct TestDefinition: MapReadable {
    public let name: Located<String>
    let contact: TestContact
    /// When the first message comes.
    let now: Timestamp
    let tools: [Named<StubDefinition>]
    let model: ModelScript
    let state: [Named<Located<JSON>>]
    let talk: [TalkStepDefinition]

    /// Whether the model says what it was recorded to say.
    public var isRecorded: Bool {
        if case .recorded = model { true } else { false }
    }

    /// A Monday at noon.
    static let usualTime = Timestamp(milliseconds: 1_767_614_400_000)

    static let name = Field.required(
        "test", .located(.text), "what the test shows, in a few words", examples: ["um pedido atrasado vira chamado"])
    static let contact = Field.defaulted("contact", .object(TestContact.self), default: TestContact(), "who writes")
    static let now = Field.defaulted(
        "now", .timestamp, default: usualTime, "when the first message comes; time stands still between the steps",
        examples: ["2026-11-23T10:00:00-03:00"])
    static let tools = Field.defaulted(
        "tools", .naming(.tool, of: .stub), default: [],
        "what each tool answers: its output, 'null' for nothing found, '{error: 503}', or '{answers: […]}' one after the other",
        examples: ["{buscar_pedido: {numero: '12345', status: atrasado}}"])
    static let model = Field.defaulted(
        "model", .modelScript, default: .answers([]),
        "what the model says, one answer each time that it is asked; or 'recorded' for what it said to 'trama record'",
        examples: ["[{call: buscar_pedido, with: {numero: '12345'}}, {reply: 'Ele está atrasado.'}]", "recorded"])
    static let state = Field.defaulted(
        "state", .naming(.state, of: .literal), default: [], "values that the conversation begins with")
    static let talk = Field.required(
        "talk", .list(of: .object(TalkStepDefinition.self)), "what happens, step by step, and what is expected then")
    static let fields = Fields(name, contact, now, tools, model, state, talk)

    /// Of a file in `tests/`, and of `tests:` in `bot.yaml`.
    static let list = Shape<[TestDefinition?]>.list(of: Shape<TestDefinition>.object(TestDefinition.self).orUnreadable)

    init(reading map: inout MapReader) throws(Unreadable) {
        name = try map.read(Self.name)
        contact = try map.read(Self.contact)
        now = try map.read(Self.now)
        tools = try map.read(Self.tools)
        model = try map.read(Self.model)
        state = try map.read(Self.state)
        talk = try map.read(Self.talk)
    }
}

/// `contact:` of a test.
struct TestContact: MapReadable {
    let phone: String
    let name: String?
    let language: String?

    static let phone = Field.defaulted(
        "phone", .text, default: "5511999990001", "the number with its country code, in digits")
    static let name = Field.optional("name", .text, "the profile name", examples: ["Ana Souza"])
    static let language = Field.optional("language", .text, "the language, where the channel tells it", examples: ["pt-BR"])
    static let fields = Fields(phone, name, language)

    init() {
        phone = "5511999990001"
        name = nil
        language = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        phone = try map.read(Self.phone)
        name = try map.read(Self.name)
        language = try map.read(Self.language)
    }
}

extension Shape where Value == Timestamp {
    /// RFC 3339.
    static var timestamp: Shape<Timestamp> {
        .scalar(
            "a time such as '2026-11-23T10:00:00-03:00'", .type("string").with("format", "date-time"),
            document: { CEL.Value.timestamp($0).plainText.map(JSON.string) }
        ) { Timestamp(rfc3339: $0.text) }
    }
}

extension Shape where Value == Located<JSON> {
    /// A value as it is written, without expressions.
    static var literal: Shape<Located<JSON>> {
        Shape("a value", [.scalar, .sequence, .mapping], .anything) { (node, _) throws(Unreadable) in
            Located(ValueSource(node).literal, at: node.span)
        }
    }
}

extension ValueSource {
    /// The value with `{{` as no more than two braces.
    var literal: JSON {
        switch self {
        case .null: .null
        case .boolean(let truth): .bool(truth)
        case .integer(let number): .int(Int64(number))
        case .number(let number): .double(number)
        case .text(let source): .string(source.text)
        case .list(let elements): .array(elements.map(\.literal))
        case .object(let members): .object(JSONObject(members.map { ($0.name.value, $0.value.literal) }))
        }
    }
}
