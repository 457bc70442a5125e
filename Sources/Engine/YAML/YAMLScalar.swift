/// A text as YAML gives it: quotes taken off, escapes resolved, lines folded.
struct YAMLScalar: Sendable, Equatable {
    enum Style: Sendable, Equatable {
        case plain, singleQuoted, doubleQuoted, literal, folded
        /// No YAML: the text of a file as it is.
        case wholeFile
    }

    let text: String
    let style: Style
    let anchor: String?
    /// With the quotes, or from the `|` or `>`.
    let span: SourceSpan

    /// Whether YAML does not read it as a text, and it was taken as written so that the rest of the file could be read.
    var isCovered: Bool {
        style == .plain && text.unicodeScalars.first.map { "\"'&*@`%>|[{".unicodeScalars.contains($0) } ?? false
    }

    /// Where the characters of `text` stand in the file.
    var sourceMap: ScalarSourceMap { ScalarSourceMap(of: self) }

    /// Where a part of `text` stands; for many parts of one scalar, ask its `sourceMap`.
    ///
    /// - Parameter range: In Unicode scalars of `text`; cut to its length.
    func span(of range: Range<Int>) -> SourceSpan { sourceMap.span(of: range) }
}

/// What a plain scalar means where that type is wanted, after the core schema of YAML 1.2: `yes`, `on` and `no` are texts.
///
/// - SeeAlso: YAML 1.2.2, section 10.3.2, "Tag Resolution".
extension YAMLScalar {
    var isNull: Bool { style == .plain && ["", "~", "null", "Null", "NULL"].contains(text) }

    /// `nil` for what is quoted or no boolean.
    var boolean: Bool? {
        guard style == .plain else { return nil }
        return switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    /// Decimal, `0o` octal or `0x` hexadecimal; `nil` for what is quoted, no integer or beyond 64 bits.
    var integer: Int? {
        guard style == .plain else { return nil }
        let digits = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else { return nil }
        if text.hasPrefix("0x") { return hexadecimal(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return hexadecimal(text.dropFirst(2), radix: 8) }
        return Int(text)
    }

    private func hexadecimal(_ digits: Substring, radix: Int) -> Int? {
        digits.first == "+" || digits.first == "-" ? nil : Int(digits, radix: radix)
    }

    /// A decimal number, with fraction and exponent if it has them; `nil` for what is quoted, no number, infinite or not a number.
    var number: Double? {
        if let integer { return Double(integer) }
        guard style == .plain, let value = Double(text), value.isFinite else { return nil }
        return text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } ? value : nil
    }
}
