/// Reads one string or bytes literal, its escapes resolved.
struct QuotedLiteral {
    private let scalars: [Unicode.Scalar]
    private let start: Int
    private let isRaw: Bool
    private let isBytes: Bool
    private let quote: Unicode.Scalar
    private let isTripled: Bool
    private(set) var position: Int
    private var text = String.UnicodeScalarView()
    private var octets: [UInt8] = []

    /// - Parameter prefix: How many letters stand before the quote.
    init(scalars: [Unicode.Scalar], start: Int, prefix: Int, isRaw: Bool, isBytes: Bool) {
        self.scalars = scalars
        self.start = start
        self.isRaw = isRaw
        self.isBytes = isBytes
        position = start + prefix
        quote = scalars[position]
        isTripled = position + 2 < scalars.count && scalars[position + 1] == quote && scalars[position + 2] == quote
    }

    mutating func read() throws(Issue) -> Token.Kind {
        position += isTripled ? 3 : 1
        while position < scalars.count {
            let scalar = scalars[position]
            if closes() {
                position += isTripled ? 3 : 1
                return isBytes ? .bytes(octets) : .string(String(text))
            } else if scalar == "\\", !isRaw {
                try escape()
            } else if !isTripled, scalar == "\n" || scalar == "\r" {
                break
            } else {
                append(scalar)
                position += 1
            }
        }
        throw unclosed(before: position)
    }

    private func unclosed(before end: Int) -> Issue {
        let other: Unicode.Scalar = quote == "'" ? "\"" : "'"
        let isMixed = end > start + 1 && scalars[end - 1] == other
        return Issue(
            start..<end, .syntax("the text that begins here has no closing \(quote)"),
            edits: [Edit((isMixed ? end - 1 : end)..<end, String(repeating: String(quote), count: isTripled ? 3 : 1))])
    }

    private func closes() -> Bool {
        guard scalars[position] == quote else { return false }
        guard isTripled else { return true }
        return position + 2 < scalars.count && scalars[position + 1] == quote && scalars[position + 2] == quote
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if isBytes {
            octets.append(contentsOf: String(scalar).utf8)
        } else {
            text.append(scalar)
        }
    }

    private mutating func escape() throws(Issue) {
        let mark = position
        guard position + 1 < scalars.count else {
            throw unclosed(before: scalars.count)
        }
        let letter = scalars[position + 1]
        position += 2
        if let plain = QuotedLiteral.plainEscapes[letter] {
            append(plain)
            return
        }
        switch letter {
        case "x", "X": append(code: try digits(2, radix: 16, from: mark))
        case "0"..."3":
            position -= 1
            append(code: try digits(3, radix: 8, from: mark))
        case "u" where !isBytes: try appendCodePoint(digits: 4, from: mark)
        case "U" where !isBytes: try appendCodePoint(digits: 8, from: mark)
        default:
            throw Issue(
                start..<position, .syntax("'\\\(letter)' is no escape; a backslash itself is written '\\\\'"),
                edits: [Edit(mark..<mark, "\\")])
        }
    }

    private mutating func appendCodePoint(digits count: Int, from mark: Int) throws(Issue) {
        let code = try digits(count, radix: 16, from: mark)
        guard let scalar = Unicode.Scalar(code) else {
            throw Issue(start..<position, .syntax("'\(String(scalars: scalars[mark..<position]))' is no character of Unicode"))
        }
        append(scalar)
    }

    /// A code of `\x` or `\000` is an octet among bytes and a code point in text.
    private mutating func append(code: UInt32) {
        if isBytes {
            octets.append(UInt8(truncatingIfNeeded: code))
        } else if let scalar = Unicode.Scalar(code) {
            append(scalar)
        }
    }

    private mutating func digits(_ count: Int, radix: Int, from mark: Int) throws(Issue) -> UInt32 {
        let end = position + count
        guard end <= scalars.count, let code = UInt32(String(scalars: scalars[position..<end]), radix: radix),
            scalars[position].isHexDigit
        else {
            throw Issue(
                start..<min(end, scalars.count),
                .syntax(
                    radix == 8
                        ? "'\\\(scalars[mark + 1])' wants \(count) octal digits"
                        : "'\\\(scalars[mark + 1])' wants \(count) hexadecimal digits")
            )
        }
        position = end
        return code
    }

    private static let plainEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
        "\\": "\\", "?": "?", "\"": "\"", "'": "'", "`": "`",
    ]
}
