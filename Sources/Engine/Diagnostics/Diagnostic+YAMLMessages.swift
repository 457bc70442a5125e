import CEL

/// What is said of a file that YAML does not read, or reads in another way than it looks.
extension Diagnostic {
    static func fileTooLarge(_ bytes: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .fileTooLarge, "the file has \(bytes) bytes, and at most \(limit) are read", at: span,
            help: "put tools, graphs and long texts in files of their own"
        )
    }

    static func invalidUTF8(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .invalidUTF8, "the file is not UTF-8 from here on", at: span, help: "save the file in the encoding UTF-8")
    }

    static func invalidCharacter(_ scalar: Unicode.Scalar, at span: SourceSpan) -> Diagnostic {
        let number = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(4 - number.count, 0)) + number
        return Diagnostic(
            .error, .invalidCharacter, "the character U+\(code) must not stand in the file", at: span,
            help: "remove it; a text in double quotes can hold it as '\\u\(code)'"
        )
    }

    static func tooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .tooDeep, "more than \(limit) lists and mappings stand inside one another", at: span)
    }

    static func tooManyAliases(_ limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .tooManyAliases, "the file uses '*' more than \(limit) times", at: span)
    }

    static func tooManyNodes(_ limit: Int, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .tooManyNodes, "the file holds more than \(limit) values, counting each use of '*' with all it stands for",
            at: span
        )
    }

    static func severalDocuments(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .severalDocuments, "a second document begins here, and a file holds one", at: span,
            help: "remove the line '---', or move what follows to a file of its own"
        )
    }

    static func emptyFile(at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .emptyFile, "the file is empty", at: span)
    }

    static func duplicateKey(_ key: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .duplicateKey, "the key '\(key)' stands here a second time", at: span,
            help: "remove one of the two, or put them together",
            notes: [Note("'\(key)' stands first", at: first)]
        )
    }

    static func complexKey(at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .complexKey, "a key must be a text, not a list or a mapping", at: span)
    }

    static func unknownAnchor(at span: SourceSpan, written: WrittenValue?) -> Diagnostic {
        Diagnostic(
            .error, .unknownAnchor,
            "a value that begins with '*' refers to one that is marked with '&', and there is none of this name above", at: span,
            help: written?.mended.map { "put a text that begins with '*' in quotes: \($0)" }
        )
    }

    static func yamlTag(at span: SourceSpan, written: WrittenValue?) -> Diagnostic {
        Diagnostic(
            .error, .yamlTag, "a value that begins with '!' is a tag to YAML and loses its text", at: span,
            help: written?.mended.map { "put it in quotes: \($0)" }
        )
    }

    static func unquotedTemplate(at span: SourceSpan, written: WrittenValue?) -> Diagnostic {
        Diagnostic(
            .error, .unquotedTemplate, "a value that begins with '{{' must be in quotes, or YAML reads a mapping", at: span,
            help: written?.mended.map { "put it in quotes: \($0)" }
        )
    }

    static func unquotedValue(_ trap: WrittenValue.Trap, _ written: WrittenValue) -> Diagnostic {
        let what: Wording = written.key.map { "the value of '\($0)'" } ?? "the value"
        let reason: Wording =
            switch trap {
            case .template: "begins with '{{'"
            case .indicator(let character): "begins with '\(character)', which means something else to YAML"
            case .goesOn(let character) where character == "'" || character == "\"":
                "begins with a text in quotes and goes on after it"
            case .goesOn(let character): "begins with '\(character)' and goes on after what that opens"
            case .quoteInside(let character): "has a \(character) in a text that stands in \(character)…\(character)"
            case .colon: "holds ': ', which YAML takes for the end of a key"
            case .separator: "holds a bracket, a brace or a comma, which end it within '{…}'"
            }
        return Diagnostic(
            .error, .unquotedValue, "\(what) \(reason)", at: written.span,
            help: written.mended.map { "put the whole value in quotes: \($0)" }
        )
    }

    /// A value that would go on behind a comment.
    static func commentEndsValue(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .cutByComment, "the comment on the line above has ended the value, and this stands outside of it", at: span,
            help: "move the comment to a line above the key")
    }

    /// - Parameter key: With its place, to the `:`.
    static func missingSpace(after key: Located<String>) -> Diagnostic {
        let diagnostic = Diagnostic(
            .error, .missingSpace, "a space is missing after '\(key.value):', so YAML reads no key", at: key.span,
            help: "write '\(key.value): …'"
        )
        let lineEnd = key.span.end.offset + key.span.file.line(key.span.end.line).unicodeScalars.count
        let value = SourceSpan(file: key.span.file, offsets: key.span.end.offset..<lineEnd)
        return WrittenValue.isSecret(key.value) ? diagnostic.hiding([value]) : diagnostic
    }

    static func tab(at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .tab, "a tab stands here, and YAML wants spaces", at: span, help: "indent with two spaces a level")
    }
}
