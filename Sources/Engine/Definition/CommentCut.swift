/// A plain scalar behind which something follows that YAML takes for a comment and its author perhaps did not.
struct CommentCut {
    let scalar: YAMLScalar
    /// From the value's start to the end of the line.
    let whole: SourceSpan
    /// Whether the value ends within quotes or brackets, so that it makes no sense without the rest.
    let isCertain: Bool
    /// The value in quotes with its key.
    let mended: String

    /// - Returns: `nil` when no comment follows, or one that looks like a comment: `# and a space`.
    init?(of scalar: YAMLScalar) {
        guard scalar.style == .plain else { return nil }
        let file = scalar.span.file
        let line = Array(file.line(scalar.span.end.line).unicodeScalars)
        let rest = line.dropFirst(scalar.span.end.column - 1)
        let comment = rest.drop { $0 == " " || $0 == "\t" }
        guard comment.first == "#", comment.startIndex > rest.startIndex else { return nil }
        isCertain = CommentCut.isOpen(scalar.text)
        let next = comment.dropFirst().first
        guard isCertain || next.map({ $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "{" }) ?? false
        else {
            return nil
        }
        self.scalar = scalar
        let trimmed = line.count - line.reversed().prefix { $0 == " " || $0 == "\t" }.count
        let lineEnd = scalar.span.end.offset - (scalar.span.end.column - 1) + trimmed
        whole = SourceSpan(file: file, offsets: scalar.span.start.offset..<lineEnd)
        let key = WrittenValue(at: scalar.span.start.offset, in: file)?.key
        mended = (key.map { "\($0): " } ?? "- ") + WrittenValue.quoted(String(whole.text))
    }

    private static func isOpen(_ text: String) -> Bool {
        var depth = 0
        var quote: Unicode.Scalar?
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if let open = quote {
                if scalar == open { quote = nil }
            } else if "([{".unicodeScalars.contains(scalar) {
                depth += 1
            } else if ")]}".unicodeScalars.contains(scalar) {
                depth -= 1
            } else if scalar == "'" || scalar == "\"", !previous.properties.isAlphabetic {
                quote = scalar
            }
            previous = scalar
        }
        return depth > 0 || quote != nil
    }
}
