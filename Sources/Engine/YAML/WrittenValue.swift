/// A value on one line as its author wrote it, found without YAML's rules: for telling what YAML makes of it.
struct WrittenValue: Equatable {
    /// Why YAML does not read it as the text that it looks like.
    enum Trap: Equatable {
        /// It begins with `{{`, which YAML takes for a mapping in a mapping.
        case template
        /// It begins with a character that means something else to YAML.
        case indicator(Unicode.Scalar)
        /// A quoted text or a bracket ends before the value does.
        case goesOn(after: Unicode.Scalar)
        /// An apostrophe in a text in single quotes, or a `"` in one in double quotes.
        case quoteInside(Unicode.Scalar)
        /// `: ` or a last `:`, which YAML takes for a key.
        case colon
        /// A bracket, a brace or a comma within `{…}`.
        case separator
    }

    /// `nil` for an element of a list.
    let key: String?
    let span: SourceSpan
    let text: String
    let trap: Trap?

    /// The value that stands at a place or, when that is in none, the one of the line.
    ///
    /// - Returns: `nil` when the line has no value.
    init?(at offset: Int, in file: SourceFile) {
        let place = file.position(at: offset)
        var line = LineScanner(file.line(place.line))
        guard let pair = line.pair(at: place.column - 1), !pair.value.isEmpty else { return nil }
        let lineStart = place.offset - (place.column - 1)
        key = pair.key
        span = SourceSpan(file: file, offsets: (lineStart + pair.value.lowerBound)..<(lineStart + pair.value.upperBound))
        let scalars = line.scalars[pair.value]
        text = String(String.UnicodeScalarView(scalars))
        trap = WrittenValue.trap(in: scalars, inBraces: pair.isInBraces)
    }

    /// The stretch that must not be shown, because a secret may stand there: YAML fails before anything is known of the fields.
    var secret: SourceSpan? {
        let isSecret = key.map(WrittenValue.isSecret) ?? false
        return isSecret && !text.hasPrefix("${") && !text.hasPrefix("{") ? span : nil
    }

    /// Whether a secret stands under the key, wherever it is used for one.
    static func isSecret(_ key: String) -> Bool { secretKeys.contains(key) }

    private static let secretKeys: Set<String> = [
        "access_token", "app_secret", "verify_token", "api_key", "postgres", "http", "bearer", "password", "value",
    ]

    /// The value in quotes with its key, as it should be written; `nil` where a secret may stand.
    var mended: String? {
        secret == nil ? (key.map { "\($0): " } ?? "- ") + Self.quoted(meant) : nil
    }

    private var meant: String {
        if case .quoteInside = trap { String(text.dropFirst().dropLast()) } else { text }
    }

    /// In the quotes that leave the text as it is, if such there are.
    static func quoted(_ text: String) -> String {
        if text.contains("'"), !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static func trap(in value: ArraySlice<Unicode.Scalar>, inBraces: Bool) -> Trap? {
        guard let first = value.first else { return nil }
        let second = value.dropFirst().first
        switch first {
        case "{" where second == "{":
            return .template
        case "!", "&", "*", "@", "`", "%":
            return .indicator(first)
        case "|", ">":
            let isHeader = value.dropFirst().allSatisfy { "+-0123456789 ".unicodeScalars.contains($0) }
            return isHeader ? nil : .indicator(first)
        case "'", "\"":
            guard let end = LineScanner.endOfQuote(in: value), end < value.endIndex else { return nil }
            let next = value[end]
            let isInside = value.last == first && !" .[=!<>+-*/%&|?:,)".unicodeScalars.contains(next)
            return isInside ? .quoteInside(first) : .goesOn(after: first)
        case "[", "{":
            guard let end = LineScanner.endOfBracket(in: value), end < value.endIndex else { return nil }
            return .goesOn(after: first)
        default:
            let isColon = value.indices.contains { index in
                value[index] == ":" && (index + 1 == value.endIndex || value[index + 1] == " ")
            }
            if isColon { return .colon }
            return inBraces && value.contains { "[]{},".unicodeScalars.contains($0) } ? .separator : nil
        }
    }
}
