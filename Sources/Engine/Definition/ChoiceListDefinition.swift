import CEL

/// `list:` of a `say`, as it is written.
struct ChoiceListDefinition: MapReadable {
    static let button = Field.required("button", .template, "what opens the list", examples: ["Ver opções"])
    static let sections = Field.optional(
        "sections", .list(of: .object(SectionDefinition.self)), "the rows, in groups; at most ten rows in all",
        examples: ["[{title: Pedidos, rows: [{title: Rastrear, goto: rastrear}]}]"])
    static let each = Field.optional(
        "each", .expression, "the list, of which each element is a row; at most ten are shown", examples: ["pedidos"])
    static let name = Field.optional(
        "as", .identifier, "the name of the element in 'title', 'description' and 'id'", examples: ["pedido"])
    static let id = Field.optional(
        "id", .template, "what tells an element from the others, so that a tap on an older list finds it",
        examples: ["{{ pedido.numero }}"])
    static let title = Field.optional("title", .template, "the row's title", examples: ["Pedido {{ pedido.numero }}"])
    static let description = Field.optional("description", .template, "a line below the title", examples: ["{{ pedido.status }}"])
    static let target = Field.optional("goto", .node, "where a chosen row leads; left out: by 'next'")
    static let save = Field.optional("save", .identifier, "the state name that takes the chosen element")
    static let empty = Field.optional("empty", .node, "where to go when there is no element; left out: by 'next'")
    static let fields = Fields(button, sections, each, name, id, title, description, target, save, empty)

    let button: TemplateSource
    let content: Content
    let span: SourceSpan

    enum Content: Sendable {
        case sections([SectionDefinition])
        case each(EachRowDefinition)
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        span = map.span
        button = try map.read(Self.button)
        let sections = try map.read(Self.sections)
        let each = try map.read(Self.each)
        let name = try map.read(Self.name)
        let title = try map.read(Self.title)
        let row = EachRowDefinition.Options(
            id: try map.read(Self.id), description: try map.read(Self.description), target: try map.read(Self.target),
            save: try map.read(Self.save), empty: try map.read(Self.empty))
        switch (sections, each, name, title) {
        case (let sections?, nil, nil, nil) where row.isEmpty: content = .sections(sections)
        case (nil, let each?, let name?, let title?):
            content = .each(EachRowDefinition(elements: each, name: name, title: title, options: row))
        default:
            map.report(.rowsOrEach(at: map.span))
            throw Unreadable()
        }
    }
}

/// A row for each element of a list.
struct EachRowDefinition: Sendable {
    struct Options: Sendable {
        let id: TemplateSource?
        let description: TemplateSource?
        let target: Located<NodeID>?
        let save: Located<String>?
        let empty: Located<NodeID>?

        var isEmpty: Bool { id == nil && description == nil && target == nil && save == nil && empty == nil }
    }

    let elements: ExpressionSource
    let name: Located<String>
    let title: TemplateSource
    let options: Options
}

/// One of `sections:`.
struct SectionDefinition: MapReadable {
    static let title = Field.optional("title", .template, "what stands above its rows; of several sections each has one")
    static let rows = Field.required("rows", .list(of: .object(RowDefinition.self)), "what can be chosen")
    static let fields = Fields(title, rows)

    let title: TemplateSource?
    let rows: [RowDefinition]
    let span: SourceSpan

    init(reading map: inout MapReader) throws(Unreadable) {
        span = map.span
        title = try map.read(Self.title)
        rows = try map.read(Self.rows)
    }
}

/// One of `rows:`.
struct RowDefinition: MapReadable {
    static let title = Field.required("title", .template, "what is chosen", examples: ["Rastrear um pedido"])
    static let description = Field.optional("description", .template, "a line below the title")
    static let target = Field.optional("goto", .node, "where the row leads; left out: by 'next'")
    static let fields = Fields(title, description, target)

    let title: TemplateSource
    let description: TemplateSource?
    let target: Located<NodeID>?

    init(reading map: inout MapReader) throws(Unreadable) {
        title = try map.read(Self.title)
        description = try map.read(Self.description)
        target = try map.read(Self.target)
    }
}
