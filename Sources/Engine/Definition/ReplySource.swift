import CEL

/// What a person is sent, as it is written: one text, or parts of which each is a line.
enum ReplySource: Sendable {
    case text(TemplateSource)
    case parts(Located<[ReplyPartSource]>)
}

/// One of the parts of a reply.
enum ReplyPartSource: Sendable {
    case text(ReplyTextSource)
    case list(ReplyListSource)
}

/// A text that is left out when its condition does not hold.
struct ReplyTextSource: MapReadable {
    static let text = Field.required("text", .template, "what is said")
    static let condition = Field.optional("if", .expression, "the part is left out when this does not hold")
    static let fields = Fields(text, condition)

    let text: TemplateSource
    let condition: ExpressionSource?

    init(_ text: TemplateSource) {
        self.text = text
        condition = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        text = try map.read(Self.text)
        condition = try map.read(Self.condition)
    }
}

/// A line for each element of a list.
struct ReplyListSource: MapReadable {
    static let list = Field.required("each", .expression, "the list, of which each element is a line", examples: ["pedidos"])
    static let name = Field.required("as", .identifier, "the name of the element in 'text'", examples: ["pedido"])
    static let text = Field.required("text", .template, "the line", examples: ["• {{ pedido.numero }}"])
    static let maximum = Field.optional("max", .integer(1...100), "how many lines there are at most")
    static let more = Field.optional(
        "more", .template, "the line after the last one of 'max', in which 'rest' is how many are left out",
        examples: ["… e mais {{ rest }}"])
    static let empty = Field.optional("empty", .template, "what is said when the list is empty")
    static let fields = Fields(list, name, text, maximum, more, empty, ReplyTextSource.condition)

    let list: ExpressionSource
    let name: Located<String>
    let text: TemplateSource
    let maximum: Int?
    let more: TemplateSource?
    let empty: TemplateSource?
    let condition: ExpressionSource?

    init(reading map: inout MapReader) throws(Unreadable) {
        list = try map.read(Self.list)
        name = try map.read(Self.name)
        text = try map.read(Self.text)
        maximum = try map.read(Self.maximum)
        more = try map.read(Self.more)
        empty = try map.read(Self.empty)
        condition = try map.read(ReplyTextSource.condition)
        if maximum == nil, let key = map.key(of: Self.more) {
            map.report(.missingKey(Self.maximum.name, about: "'more' is said when there are more than 'max'", at: key.span))
        }
    }
}

extension Shape where Value == ReplySource {
    /// A text, or a list of texts, conditional texts and lists.
    static var reply: Shape<ReplySource> {
        let parts = Shape<Located<[ReplyPartSource]>>.located(.list(of: .replyPart))
        return .either(Shape<TemplateSource>.template.map { .text($0) }, parts.map { .parts($0) })
    }
}

extension Shape where Value == ReplySource? {
    /// A reply, or nothing.
    static var replyOrNothing: Shape<ReplySource?> {
        let reply = Shape<ReplySource>.reply
        return Shape(reply.words, reply.forms, .anyOf([reply.schema, .type("null")])) { (node, diagnostics) throws(Unreadable) in
            node.isNull ? nil : try reply.read(node, &diagnostics)
        }
    }
}

extension Shape where Value == ReplyPartSource {
    fileprivate static var replyPart: Shape<ReplyPartSource> {
        let text = Shape<ReplyTextSource>.object(ReplyTextSource.self)
        let list = Shape<ReplyListSource>.object(ReplyListSource.self)
        let plain = Shape<TemplateSource>.template
        let words: Wording = "a text, '{if: …, text: …}' or '{each: …, as: …, text: …}'"
        return Shape(words, [.scalar, .mapping], .anyOf([plain.schema, text.schema, list.schema])) {
            (node, diagnostics) throws(Unreadable) in
            switch node {
            case .scalar: return .text(ReplyTextSource(try plain.read(node, &diagnostics)))
            case .mapping(let mapping) where mapping[ReplyListSource.list.name] != nil:
                return .list(try list.read(node, &diagnostics))
            case .mapping: return .text(try text.read(node, &diagnostics))
            case .sequence: throw diagnostics.refuse(.wrongType(expected: words, found: node))
            }
        }
    }
}
