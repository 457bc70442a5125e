import CEL

/// `template:` of a `say`, as it is written.
struct TemplateMessageDefinition: MapReadable {
    enum Body: Sendable {
        /// By number.
        case list([TemplateSource])
        /// By name.
        case names([Named<TemplateSource>])

        var span: SourceSpan? {
            switch self {
            case .list(let values): values.first?.span
            case .names(let values): values.first?.name.span
            }
        }

        var count: Int {
            switch self {
            case .list(let values): values.count
            case .names(let values): values.count
            }
        }
    }

    enum Button: Sendable {
        /// A quick reply, and where it leads.
        case reply(Located<NodeID>)
        /// The end of a link's address.
        case link(TemplateSource)
        /// The code that is copied.
        case code(TemplateSource)
    }

    static let name = Field.required(
        "name", .templateName, "the template's name at WhatsApp", examples: ["lembrete_consulta"])
    static let language = Field.optional(
        "language", .templateLanguage, "the language to send it in; left out: the one that it is declared with",
        examples: ["pt_BR"])
    static let header = Field.optional(
        "header", .header, "what fills the variable of its title, or the file above the text",
        examples: ["{image: https://exemplo.com/a.jpg}"])
    static let body = Field.defaulted(
        "body",
        .either(
            Shape<[TemplateSource]>.list(of: .template).map { Body.list($0) },
            Shape<[Named<TemplateSource>]>.map(of: .template).map { Body.names($0) }), default: .list([]),
        "what fills the variables of its text: a list of texts, or a mapping where they have names",
        examples: ["['{{ contact.?first_name.orValue(\"cliente\") }}']"])
    static let buttons = Field.defaulted(
        "buttons", .map(of: .templateButton), default: [],
        "its buttons: labels of quick replies with the nodes that they lead to, or '{url: …}', '{code: …}' with what is filled in",
        examples: ["{Confirmar: confirmada, Ver pedido: {url: '{{ pedido.codigo }}'}}"])
    static let fields = Fields(name, language, header, body, buttons)

    let name: Located<String>
    let language: Located<String>?
    let header: Located<HeaderDefinition>?
    let body: Body
    let buttons: [Named<Button>]

    init(reading map: inout MapReader) throws(Unreadable) {
        name = try map.read(Self.name)
        language = try map.read(Self.language)
        let span = map.span(of: Self.header) ?? map.span
        header = try map.read(Self.header).map { Located($0, at: span) }
        body = try map.read(Self.body)
        buttons = try map.read(Self.buttons)
    }
}

extension Shape where Value == TemplateMessageDefinition.Button {
    fileprivate static var templateButton: Shape<TemplateMessageDefinition.Button> {
        let url = Field.required("url", .template, "what fills the end of the link's address")
        let code = Field.required("code", .template, "the code that the button copies")
        let filled = Shape<TemplateMessageDefinition.Button>.kinds(
            "a button",
            [
                ("url", .object(Fields(url)) { (map) throws(Unreadable) in .link(try map.read(url)) }),
                ("code", .object(Fields(code)) { (map) throws(Unreadable) in .code(try map.read(code)) }),
            ])
        return .either(Shape<Located<NodeID>>.node.map { .reply($0) }, filled)
    }
}
