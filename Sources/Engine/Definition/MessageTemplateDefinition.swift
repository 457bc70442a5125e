import CEL

/// One of `channels.whatsapp.templates:`, as it was approved.
struct MessageTemplateDefinition: MapReadable {
    enum Header: Sendable {
        case text(TemplateForm)
        /// A file is given when the template is sent.
        case media(MediaDefinition.Kind)
    }

    struct Button: Sendable {
        enum Kind: Sendable {
            /// Answers.
            case reply
            /// Opens a page; what fills the end of its address, if there is a variable.
            case link(TemplateForm)
            case phone
            /// Copies a code that is given when the template is sent.
            case code
        }

        let label: Located<String>
        let kind: Kind
    }

    static let language = Field.required(
        "language", .templateLanguage, "the language that it was approved in, as WhatsApp names it", examples: ["pt_BR"])
    static let header = Field.optional(
        "header", .templateHeader, "its title, or '{format: image}' ('video', 'document') where a file stands above the text")
    static let body = Field.required(
        "body", .verbatim, "its text, with its variables", examples: ["Olá {{1}}, seu pedido {{2}} saiu para entrega."])
    static let footer = Field.optional("footer", .located(.text), "the line below the text")
    static let buttons = Field.defaulted(
        "buttons", .list(of: .templateButton), default: [],
        "its buttons, in order: labels of quick replies, '{text, url}', '{text, phone}' or '{text, copy_code: true}'",
        examples: ["[Confirmar, {text: Ver pedido, url: 'https://exemplo.com/p/{{1}}'}]"])
    static let fields = Fields(language, header, body, footer, buttons)

    let language: Located<String>
    let header: Header?
    let body: TemplateForm
    let footer: String?
    let buttons: [Button]

    init(reading map: inout MapReader) throws(Unreadable) {
        language = try map.read(Self.language)
        header = try map.read(Self.header)
        body = TemplateForm(try map.read(Self.body))
        let footer = try map.read(Self.footer)
        buttons = try map.read(Self.buttons)
        self.footer = footer?.value
        var texts = [(body, ChannelLimits.Part.body)]
        if case .text(let title)? = header { texts.append((title, .header)) }
        for (form, part) in texts {
            if form.size > part.limit { map.report(.textTooLong(size: form.size, part, at: form.span)) }
        }
        if let footer, let fault = ChannelLimits.fault(of: footer, as: .footer) { map.report(fault) }
        ChannelLimits.check(buttons.map(\.label), as: .templateLabel, &map)
        for form in texts.map(\.0) + buttons.compactMap(\.form) {
            if let fault = form.fault { map.report(fault) }
        }
    }
}

extension MessageTemplateDefinition.Button {
    fileprivate var form: TemplateForm? {
        if case .link(let form) = kind { form } else { nil }
    }
}

extension Shape where Value == Located<String> {
    /// Such as `pt_BR` or `en`.
    static var templateLanguage: Shape<Located<String>> {
        Shape<Located<String>>.located(.text).limited(to: "a language as WhatsApp names it, such as 'pt_BR' or 'en'") { name in
            let parts = name.value.split(separator: "_", omittingEmptySubsequences: false)
            guard let language = parts.first, (1...2).contains(parts.count) else { return false }
            let isLanguage = (2...3).contains(language.count) && language.allSatisfy { ("a"..."z").contains($0) }
            return isLanguage && (parts.count == 1 || parts[1].count == 2 && parts[1].allSatisfy { ("A"..."Z").contains($0) })
        }
    }

    /// A template's name at WhatsApp: lower-case letters, digits and `_`.
    static var templateName: Shape<Located<String>> {
        Shape<Located<String>>.located(.text).limited(
            to: "a template's name: lower-case letters, digits and '_', at most 512"
        ) { MessageTemplateDefinition.isName($0.value) }
    }
}

extension MessageTemplateDefinition {
    static func isName(_ name: String) -> Bool {
        let isNameByte = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_")
        }
        return (1...512).contains(name.utf8.count) && name.utf8.allSatisfy(isNameByte)
    }
}

extension Shape where Value == MessageTemplateDefinition.Header {
    fileprivate static var templateHeader: Shape<MessageTemplateDefinition.Header> {
        let format = Field.required(
            "format", .oneOf(["image", "video", "document"]), "the kind of the file that stands above the text")
        let file = Shape<MessageTemplateDefinition.Header>.object(Fields(format)) { (map) throws(Unreadable) in
            .media(MediaDefinition.Kind(rawValue: try map.read(format)) ?? .image)
        }
        return .either(Shape<YAMLScalar>.verbatim.map { .text(TemplateForm($0)) }, file)
    }
}

extension Shape where Value == MessageTemplateDefinition.Button {
    fileprivate static var templateButton: Shape<MessageTemplateDefinition.Button> {
        let text = Field.required("text", .located(.text), "the button's label")
        let url = Field.optional("url", .verbatim, "the page that it opens; a variable stands at its end")
        let phone = Field.optional("phone", .text, "the number that it calls")
        let code = Field.optional("copy_code", .boolean, "whether it copies a code")
        let mapping = Shape<MessageTemplateDefinition.Button>.object(Fields(text, url, phone, code)) {
            (map) throws(Unreadable) in
            let label = try map.read(text)
            let written = [url as any FieldDeclaration, phone, code].compactMap { map.key(of: $0) }
            if let last = written.dropFirst().last { map.report(.severalKinds("a button", written, at: last.span)) }
            if let address = try map.read(url) { return .init(label: label, kind: .link(TemplateForm(address))) }
            if try map.read(phone) != nil { return .init(label: label, kind: .phone) }
            return .init(label: label, kind: try map.read(code) == true ? .code : .reply)
        }
        let reply = Shape<Located<String>>.located(.text).map { MessageTemplateDefinition.Button(label: $0, kind: .reply) }
        return .either(reply, mapping)
    }
}
