/// Cuts an expression into tokens, one at a time.
struct Lexer {
    let scalars: [Unicode.Scalar]
    private(set) var position: Int
    /// Faults past which reading could go on.
    private(set) var faults: [Issue] = []

    init(_ scalars: [Unicode.Scalar], from position: Int = 0) {
        self.scalars = scalars
        self.position = position
    }

    /// The next token; `end`, again and again, after the last one.
    mutating func next() throws(Issue) -> Token {
        skipBlanks()
        let start = position
        guard let first = peek() else { return Token(kind: .end, range: start..<start) }
        let kind: Token.Kind
        if first.isDigit || (first == "." && peek(1)?.isDigit == true) {
            kind = try number()
        } else if let literal = try quoted() {
            kind = literal
        } else if first.startsName {
            let name = name()
            kind = name.utf8.allSatisfy { $0 < 0x80 } ? .identifier(name) : .accented(name)
        } else if first == "`" {
            if let name = try quotedName() {
                kind = name
            } else if let text = curlyQuoted() {
                kind = .string(text)
            } else {
                kind = try sign()
            }
        } else if first.properties.isAlphabetic {
            kind = .accented(name())
        } else if let text = curlyQuoted() {
            kind = .string(text)
        } else {
            kind = try sign()
        }
        return Token(kind: kind, range: start..<position)
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    private mutating func skipBlanks() {
        while let scalar = peek() {
            if scalar.isBlank {
                position += 1
            } else if scalar == "/", peek(1) == "/" {
                while let scalar = peek(), scalar != "\n" { position += 1 }
            } else {
                return
            }
        }
    }

    private mutating func name() -> String {
        let start = position
        while let scalar = peek(), scalar.continuesName || (!scalar.isASCII && scalar.properties.isAlphabetic) || scalar.isMark {
            position += 1
        }
        return String(scalars: scalars[start..<position])
    }

    /// `nil` where back quotes stand around what is no name.
    private mutating func quotedName() throws(Issue) -> Token.Kind? {
        let start = position
        position += 1
        while let scalar = peek(), scalar.continuesName || "-./ ".unicodeScalars.contains(scalar) { position += 1 }
        guard peek() == "`", position > start + 1 else {
            if CurlyQuotes.end(of: start, in: scalars).map({ $0 > start + 1 }) ?? false {
                position = start
                return nil
            }
            throw Issue(
                start..<position, .syntax("a name in back quotes holds ASCII letters, digits, '_', '.', '-', '/' and spaces"))
        }
        position += 1
        return .quotedIdentifier(String(scalars: scalars[start + 1..<position - 1]))
    }

    private mutating func sign() throws(Issue) -> Token.Kind {
        let mayBeForeign = ForeignSigns.mayBegin(with: scalars[position])
        let longest = scalars[position] == "=" || scalars[position] == "!" ? 3 : 2
        for length in stride(from: longest, to: 0, by: -1) where position + length <= scalars.count {
            let text = String(scalars: scalars[position..<position + length])
            if let symbol = Symbol(rawValue: text) {
                position += length
                return .symbol(symbol)
            }
            if mayBeForeign, ForeignSigns.all.contains(text) {
                position += length
                return .foreign(text)
            }
        }
        let isQuote = CurlyQuotes.isQuote(scalars[position])
        throw Issue(
            position..<position + 1,
            .syntax(
                isQuote
                    ? "the text that begins here has no closing quote" : "'\(scalars[position])' has no meaning here"),
            hint: isQuote ? "a text stands in straight quotes, as in 'text'" : nil)
    }

    /// A text in quotes as word processors write them.
    private mutating func curlyQuoted() -> String? {
        guard let end = CurlyQuotes.end(of: position, in: scalars) else { return nil }
        let inner = String(scalars: scalars[position + 1..<end])
        let quote = inner.contains("'") ? "\"" : "'"
        faults.append(
            Issue(
                position..<end + 1, .syntax("a text stands in straight quotes"),
                edits: [Edit(position..<position + 1, quote), Edit(end..<end + 1, quote)]))
        position = end + 1
        return inner
    }

    private mutating func number() throws(Issue) -> Token.Kind {
        let start = position
        if peek() == "0", peek(1) == "x" || peek(1) == "X", peek(2)?.isHexDigit == true {
            position += 2
            while let scalar = peek(), scalar.isHexDigit { position += 1 }
            return integer(from: start)
        }
        skipDigits()
        var isWhole = true
        if peek() == ".", peek(1)?.isDigit == true {
            isWhole = false
            position += 1
            skipDigits()
        }
        if let mark = peek(), mark == "e" || mark == "E" {
            let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
            if peek(1 + sign)?.isDigit == true {
                isWhole = false
                position += 1 + sign
                skipDigits()
            }
        }
        return isWhole ? integer(from: start) : .double(String(scalars: scalars[start..<position]))
    }

    private mutating func skipDigits() {
        while let scalar = peek(), scalar.isDigit { position += 1 }
    }

    private mutating func integer(from start: Int) -> Token.Kind {
        let digits = String(scalars: scalars[start..<position])
        guard peek() == "u" || peek() == "U" else { return .int(digits) }
        position += 1
        return .uint(digits)
    }

    /// A string or bytes literal; nil when what stands here is none.
    private mutating func quoted() throws(Issue) -> Token.Kind? {
        var length = 0
        var isRaw = false
        var isBytes = false
        while length < 2, let scalar = peek(length) {
            if !isRaw, scalar == "r" || scalar == "R" {
                isRaw = true
            } else if !isBytes, scalar == "b" || scalar == "B" {
                isBytes = true
            } else {
                break
            }
            length += 1
        }
        guard let quote = peek(length), quote == "'" || quote == "\"" else { return nil }
        var reader = QuotedLiteral(scalars: scalars, start: position, prefix: length, isRaw: isRaw, isBytes: isBytes)
        let kind = try reader.read()
        position = reader.position
        return kind
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var isHexDigit: Bool { isDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self) }
    var startsName: Bool { self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    var continuesName: Bool { startsName || isDigit }
    /// An accent that is a character of its own.
    var isMark: Bool { properties.generalCategory == .nonspacingMark }
    var isBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\u{C}" }
}
