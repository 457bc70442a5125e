/// Finds keys and values on one line by their look.
struct LineScanner {
    let scalars: [Unicode.Scalar]
    private var index = 0

    /// A value and its key, as offsets in the line.
    struct Pair {
        let key: String?
        let value: Range<Int>
        /// Whether it stands within `{…}` on this line.
        let isInBraces: Bool
    }

    init(_ line: Substring) {
        scalars = Array(line.unicodeScalars)
    }

    /// The innermost pair whose value begins at or before `column`.
    ///
    /// - Parameter column: From 0.
    mutating func pair(at column: Int) -> Pair? {
        index = 0
        skipSpaces()
        skipDashes()
        let key = takeKey()
        let value = index..<endOfValue(from: index)
        guard peek() == "{", peek(1) != "{" else { return Pair(key: key, value: value, isInBraces: false) }
        return pairInBraces(value, at: column) ?? Pair(key: key, value: value, isInBraces: false)
    }

    private mutating func pairInBraces(_ braces: Range<Int>, at column: Int) -> Pair? {
        var found: (key: String, start: Int)?
        var end: Int?
        for separator in braces where scalars[separator] == "{" || scalars[separator] == "," {
            index = separator + 1
            skipSpaces()
            guard let key = takeKey() else { continue }
            guard index <= column || found == nil else {
                end = separator
                break
            }
            found = (key, index)
        }
        guard let found else { return nil }
        let closing = scalars[braces].lastIndex(of: "}") ?? braces.upperBound
        let stop = end ?? max(closing, found.start)
        return Pair(key: found.key, value: found.start..<trimmed(found.start..<stop), isInBraces: true)
    }

    /// Takes `key:` and the spaces after it, when such stands here.
    private mutating func takeKey() -> String? {
        var end = index
        while end < scalars.count, scalars[end].properties.isAlphabetic || "_-0123456789".unicodeScalars.contains(scalars[end]) {
            end += 1
        }
        guard end > index, end < scalars.count, scalars[end] == ":", isBlank(end + 1) else { return nil }
        let key = String(String.UnicodeScalarView(scalars[index..<end]))
        index = end + 1
        skipSpaces()
        return key
    }

    /// `key:` at the start of a line when no space follows it, but a value.
    ///
    /// - Parameter offset: Anywhere on the line, in Unicode scalars of the file.
    static func tightKey(at offset: Int, in file: SourceFile) -> Located<String>? {
        let place = file.position(at: offset)
        var line = LineScanner(file.line(place.line))
        line.skipSpaces()
        line.skipDashes()
        let start = line.index
        while let next = line.peek(), next.isASCII, next.properties.isLowercase || next == "_" { line.index += 1 }
        guard line.index > start, line.peek() == ":", let value = line.peek(1), !" \t/:".unicodeScalars.contains(value) else {
            return nil
        }
        let key = String(String.UnicodeScalarView(line.scalars[start..<line.index]))
        let lineStart = place.offset - (place.column - 1)
        return Located(key, at: SourceSpan(file: file, offsets: (lineStart + start)..<(lineStart + line.index + 1)))
    }

    private mutating func skipDashes() {
        while peek() == "-", isBlank(index + 1) {
            index += 1
            skipSpaces()
        }
    }

    /// Before a comment, if quotes are closed there, and before the spaces at the end.
    private func endOfValue(from start: Int) -> Int {
        guard start < scalars.count else { return start }
        var isInSingle = false
        var isInDouble = false
        for position in start..<scalars.count {
            switch scalars[position] {
            case "'": isInSingle.toggle()
            case "\"": isInDouble.toggle()
            case "#" where !isInSingle && !isInDouble && position > start && scalars[position - 1] == " ":
                return trimmed(start..<position)
            default: break
            }
        }
        return trimmed(start..<scalars.count)
    }

    private func trimmed(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, scalars[end - 1] == " " || scalars[end - 1] == "\t" { end -= 1 }
        return end
    }

    private mutating func skipSpaces() {
        while let next = peek(), next == " " || next == "\t" { index += 1 }
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        scalars.indices.contains(index + ahead) ? scalars[index + ahead] : nil
    }

    private func isBlank(_ position: Int) -> Bool {
        position >= scalars.count || scalars[position] == " " || scalars[position] == "\t"
    }

    /// Past the quote that closes the text which begins the value; `nil` when none does.
    static func endOfQuote(in value: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let quote = value.first else { return nil }
        var index = value.startIndex + 1
        while index < value.endIndex {
            if quote == "\"", value[index] == "\\" {
                index += 2
            } else if value[index] == quote {
                let isDoubled = quote == "'" && index + 1 < value.endIndex && value[index + 1] == quote
                guard isDoubled else { return index + 1 }
                index += 2
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Past the bracket that closes the one which begins the value; `nil` when none does. Brackets in quotes do not count.
    static func endOfBracket(in value: ArraySlice<Unicode.Scalar>) -> Int? {
        var depth = 0
        var index = value.startIndex
        while index < value.endIndex {
            switch value[index] {
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            case "'", "\"":
                guard let end = endOfQuote(in: value[index...]) else { return nil }
                index = end - 1
            default: break
            }
            index += 1
            if depth == 0 { return index }
        }
        return nil
    }
}
