import CEL

/// What WhatsApp takes in one message, counted in UTF-16 units: of the units that Meta may mean by "character", the one that counts
/// most of a text.
///
/// - SeeAlso: WhatsApp Cloud API, "Text messages", "Interactive reply buttons messages", "Interactive list messages",
///   "Interactive call-to-action URL button messages" and "Media". A list's page allows its body 4096, and the API refuses more
///   than 1024.
public enum ChannelLimits {
    public static let buttons = 3
    /// In all sections of a list together.
    public static let rows = 10
    public static let rowID = 200

    /// A text in a message that has a limit of its own.
    public enum Part: String, Sendable, CaseIterable {
        case text, body, caption, header, footer, label
        case listButton = "list-button"
        case sectionTitle = "section-title"
        case rowTitle = "row-title"
        case rowDescription = "row-description"
        case linkLabel = "link-label"
        case templateLabel = "template-label"
        /// Rows behind the tenth.
        case rows

        public var limit: Int {
            switch self {
            case .text: 4096
            case .body, .caption: 1024
            case .header, .footer: 60
            case .label, .listButton, .linkLabel: 20
            case .sectionTitle, .rowTitle: 24
            case .rowDescription: 72
            case .templateLabel: 25
            case .rows: ChannelLimits.rows
            }
        }

        /// As a diagnostic calls it.
        var words: Wording {
            switch self {
            case .text: "a text"
            case .body: "a text with buttons"
            case .caption: "a caption"
            case .header: "a header"
            case .footer: "a footer"
            case .label: "the label of a button"
            case .listButton: "the button of a list"
            case .sectionTitle: "the title of a section"
            case .rowTitle: "the title of a row"
            case .rowDescription: "the description of a row"
            case .linkLabel: "the text of a link"
            case .templateLabel: "the label of a template's button"
            case .rows: "a list"
            }
        }

        /// Whether it stands on one line.
        var isLine: Bool {
            switch self {
            case .text, .body, .caption, .footer, .rows: false
            case .header, .label, .listButton, .sectionTitle, .rowTitle, .rowDescription, .linkLabel, .templateLabel: true
            }
        }
    }

    // MARK: When a bot is loaded

    /// What is wrong with the length of a fixed text.
    static func fault(of label: Located<String>, as part: Part) -> Diagnostic? {
        let size = label.value.utf16.count
        return size > part.limit || size == 0 ? .labelTooLong(label.value, size: size, part, at: label.span) : nil
    }

    /// Labels of one message, which are told apart by their words.
    static func check(_ labels: [Located<String>], as part: Part, _ map: inout MapReader) {
        if part == .label, labels.count > buttons, let extra = labels.dropFirst(buttons).first {
            map.report(.tooManyButtons(labels.count, limit: buttons, at: extra.span))
        }
        if part == .rowTitle, labels.count > rows, let extra = labels.dropFirst(rows).first {
            map.report(.tooManyRows(labels.count, limit: rows, at: extra.span))
        }
        var seen: [String: Located<String>] = [:]
        for written in labels {
            if let fault = fault(of: written, as: part) { map.report(fault) }
            if let first = seen.updateValue(written, forKey: written.value.folded) {
                map.report(.sameLabel(written.value, part, at: written.span, first: first.span))
            }
        }
    }

    /// A text's fixed parts alone; what its expressions add is cut or split when it is sent.
    static func check(_ text: Reply, as part: Part, _ map: inout MapReader) {
        guard text.leastSize > part.limit else { return }
        map.report(.textTooLong(size: text.leastSize, part, at: text.span))
    }

    /// As `check(_:as:_:)` of a reply.
    static func check(_ text: Template, as part: Part, _ map: inout MapReader) {
        if let literal = text.literal {
            if let fault = fault(of: Located(literal, at: text.span), as: part) { map.report(fault) }
        } else if text.fixedSize > part.limit {
            map.report(.textTooLong(size: text.fixedSize, part, at: text.span))
        }
    }
}

// MARK: - When a message is sent

extension Turn {
    /// A text within the limit of its part; that something was cut is noted.
    mutating func fitted(_ text: String, as part: ChannelLimits.Part) -> String {
        let text = part.isLine ? text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : text.trimmed
        guard text.utf16.count > part.limit else { return text }
        trace.note(cut: part)
        return text.shortened(toUnits: part.limit)
    }

    /// - Throws: When a value is missing, or nothing is left of a text without which there is no message.
    mutating func text(
        of template: Template, as part: ChannelLimits.Part, locals: [Value]? = nil
    ) throws(TurnError) -> String {
        let text = fitted(try text(of: template, locals: locals), as: part)
        guard !text.isEmpty else {
            throw TurnError(code: .expression, message: "\(template.span): \(part.words.english) is empty")
        }
        return text
    }

    /// `nil` when it is left out, or empty.
    mutating func optionalText(
        of template: Template?, as part: ChannelLimits.Part, locals: [Value]? = nil
    ) throws(TurnError) -> String? {
        guard let template else { return nil }
        let text = fitted(try text(of: template, locals: locals), as: part)
        return text.isEmpty ? nil : text
    }
}
