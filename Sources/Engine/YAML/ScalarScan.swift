/// Reads the source of one scalar as libyaml does, and keeps where each character came from.
///
/// - SeeAlso: YAML 1.2.2, sections 7.3 "Flow Scalar Styles" and 8.1 "Block Scalar Styles".
struct ScalarScan {
    private(set) var characters: [Unicode.Scalar] = []
    /// One for each of `characters`, in Unicode scalars from the scalar's start.
    private(set) var origins: [Range<Int>] = []
    private let source: [Unicode.Scalar]
    private var index = 0
    private var lineStart = 0

    init(_ source: [Unicode.Scalar]) {
        self.source = source
    }

    /// Without any rule.
    mutating func readAll() {
        while index < source.count { emitOne() }
    }

    mutating func readPlain() {
        while index < source.count { readFlowUnit(escapes: nil) }
    }

    /// With the quotes at both ends.
    mutating func readQuoted(by quote: Unicode.Scalar) {
        index = 1
        while index < source.count - 1 { readFlowUnit(escapes: quote) }
    }

    /// From the `|` or `>` on.
    ///
    /// - Parameter text: What libyaml made of it, which shows how far the lines are indented.
    mutating func readBlock(isFolded: Bool, text: String) {
        let header = takeHeader()
        let indent = indentation(of: text)
        var lineBreak: [Break] = []
        var emptyLines = takeEmptyLines(indent)
        var wasIndented = false
        while index < source.count, column == indent {
            let isIndented = isBlank(index)
            if isFolded, !wasIndented, !isIndented, lineBreak.first?.character == "\n" {
                if emptyLines.isEmpty, let first = lineBreak.first { emit(" ", first.origin) }
            } else {
                emit(lineBreak)
            }
            emit(emptyLines)
            wasIndented = isIndented
            while index < source.count, !isBreak(index) { emitOne() }
            lineBreak = index < source.count ? [takeBreak()] : []
            emptyLines = takeEmptyLines(indent)
        }
        if header != "-" { emit(lineBreak) }
        if header == "+" { emit(emptyLines) }
    }

    /// A character, an escape, or blanks with the line breaks among them, which fold.
    private mutating func readFlowUnit(escapes quote: Unicode.Scalar?) {
        let first = source[index]
        if isBlank(index) || isBreak(index) {
            fold()
        } else if quote == "'", first == "'" {
            emit("'", index..<(index + 2))
            index += 2
        } else if quote == "\"", first == "\\" {
            readEscape()
        } else {
            emitOne()
        }
    }

    /// - Parameter isJoined: Whether a `\` stood before the first line break, which then gives nothing.
    private mutating func fold(isJoined: Bool = false) {
        let start = index
        var breaks: [Break] = []
        var hasBreak = isJoined
        while index < source.count, isBlank(index) || isBreak(index) {
            if isBreak(index) {
                breaks.append(takeBreak())
                hasBreak = true
            } else {
                index += 1
            }
        }
        if !hasBreak {
            for offset in start..<index { emit(source[offset], offset..<(offset + 1)) }
        } else if isJoined || breaks.first?.character != "\n" {
            emit(breaks)
        } else if breaks.count == 1 {
            emit(" ", breaks[0].origin)
        } else {
            emit(Array(breaks.dropFirst()))
        }
    }

    private mutating func readEscape() {
        let start = index
        guard start + 1 < source.count else { return emitOne() }
        index += 2
        let letter = source[start + 1]
        if isBreak(start + 1) {
            index = start + 1
            _ = takeBreak()
            return fold(isJoined: true)
        }
        let digits = ScalarScan.digits[letter] ?? 0
        guard digits > 0 else { return emit(ScalarScan.escapes[letter] ?? letter, start..<index) }
        index = min(index + digits, source.count)
        let code = String(String.UnicodeScalarView(source[(start + 2)..<index]))
        let value = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init)
        emit(value ?? "\u{FFFD}", start..<index)
    }

    private static let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}", "r": "\r", "e": "\u{1B}",
        "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
    ]

    /// - Returns: `+`, `-` or, when neither is written, a space.
    private mutating func takeHeader() -> Unicode.Scalar {
        var chomping: Unicode.Scalar = " "
        var isComment = false
        while index < source.count, !isBreak(index) {
            let scalar = source[index]
            isComment = isComment || scalar == "#"
            if !isComment, scalar == "+" || scalar == "-" { chomping = scalar }
            index += 1
        }
        if index < source.count { _ = takeBreak() }
        return chomping
    }

    /// How many spaces the first line with text has in the file and has not in `text`.
    private func indentation(of text: String) -> Int {
        var kept = 0
        for scalar in text.unicodeScalars {
            if scalar == " " { kept += 1 } else if scalar == "\n" { kept = 0 } else { break }
        }
        var written = 0
        for position in index..<source.count {
            if source[position] == " " {
                written += 1
            } else if isBreak(position) {
                written = 0
            } else {
                return max(written - kept, 0)
            }
        }
        return max(written - kept, 0)
    }

    private mutating func takeEmptyLines(_ indent: Int) -> [Break] {
        var breaks: [Break] = []
        while index < source.count {
            while column < indent, index < source.count, source[index] == " " { index += 1 }
            guard index < source.count, isBreak(index) else { break }
            breaks.append(takeBreak())
        }
        return breaks
    }

    private var column: Int { index - lineStart }

    private struct Break {
        let character: Unicode.Scalar
        let origin: Range<Int>
    }

    private mutating func takeBreak() -> Break {
        let start = index
        let isPair = source[index] == "\r" && index + 1 < source.count && source[index + 1] == "\n"
        index += isPair ? 2 : 1
        lineStart = index
        let isKept = source[start] == "\u{2028}" || source[start] == "\u{2029}"
        return Break(character: isKept ? source[start] : "\n", origin: start..<index)
    }

    private mutating func emitOne() {
        emit(source[index], index..<(index + 1))
        index += 1
    }

    private mutating func emit(_ breaks: [Break]) {
        for each in breaks { emit(each.character, each.origin) }
    }

    private mutating func emit(_ character: Unicode.Scalar, _ origin: Range<Int>) {
        characters.append(character)
        origins.append(origin)
    }

    private func isBlank(_ position: Int) -> Bool { source[position] == " " || source[position] == "\t" }

    private func isBreak(_ position: Int) -> Bool {
        switch source[position] {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }
}
