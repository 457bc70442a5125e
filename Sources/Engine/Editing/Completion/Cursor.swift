/// The place where an author is writing, in a file that is perhaps not whole.
///
/// A word that stands nowhere else is put in the place of the one that is being written. When the file cannot be read with it, what is
/// open on the line is closed, and what follows is left out.
struct Cursor {
    private static let mark = "zq0cursor0qz"

    let place: TreePlace
    let root: YAMLNode
    /// What stands before the word in the same key or text.
    let before: String
    /// What stands behind it there.
    let after: String
    /// The word, in Unicode scalars of the file.
    let word: Range<Int>
    /// Whether the line goes on with `:`.
    let hasColon: Bool

    init?(in file: SourceFile, at offset: Int, _ grammar: Grammar) {
        let scalars = Array(file.text.unicodeScalars)
        guard (0...scalars.count).contains(offset) else { return nil }
        let start = scalars[..<offset].lastIndex { !Cursor.isWord($0) }.map { $0 + 1 } ?? 0
        let end = scalars[offset...].firstIndex { !Cursor.isWord($0) } ?? scalars.count
        let lineStart = scalars[..<start].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let lineEnd = scalars[end...].firstIndex(of: "\n") ?? scalars.count
        func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        let (head, rest, tail) = (text(0..<start), text(end..<lineEnd), text(lineEnd..<scalars.count))
        let closed = Cursor.closing(scalars[lineStart..<start] + scalars[end..<lineEnd])
        word = start..<end
        hasColon = rest.hasPrefix(":")
        let lines = [rest + closed, ": " + rest + closed, rest, ": " + rest, closed]
        for isStrict in [true, false] {
            for line in lines {
                for tail in [tail, ""] {
                    let tried = SourceFile(path: file.path, text: head + Cursor.mark + line + tail)
                    var diagnostics = Diagnostics()
                    guard let root = YAMLReader.read(tried, into: &diagnostics), !(isStrict && diagnostics.hasErrors),
                        let found = Cursor.place(in: root, grammar)
                    else { continue }
                    place = found
                    self.root = root
                    let parts = found.text.split(separator: Cursor.mark, maxSplits: 1, omittingEmptySubsequences: false)
                    before = String(parts[0])
                    after = parts.count > 1 ? String(parts[1]) : ""
                    return
                }
            }
        }
        return nil
    }

    /// Whether the word is all that is written as the key or text.
    var isWhole: Bool { before.isEmpty && after.isEmpty }

    /// Whether the mapping or list around stands in brackets.
    var isInBrackets: Bool {
        guard let around = place.steps.last?.node else { return false }
        return around.span.text.hasPrefix("{") || around.span.text.hasPrefix("[")
    }

    private static func place(in root: YAMLNode, _ grammar: Grammar) -> TreePlace? {
        var found: TreePlace?
        grammar.walk(root) { place in if place.text.contains(mark) { found = place } }
        return found
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    /// What closes the quotes and brackets that are open at the end of a line.
    private static func closing(_ line: ArraySlice<Unicode.Scalar>) -> String {
        var open: [Unicode.Scalar] = []
        var quote: Unicode.Scalar?
        var last: Unicode.Scalar = " "
        for scalar in line {
            if let current = quote {
                if scalar == current { quote = nil }
            } else if scalar == "'" || scalar == "\"" {
                if " [{,(:".unicodeScalars.contains(last) { quote = scalar }
            } else if scalar == "{" || scalar == "[" {
                open.append(scalar)
            } else if scalar == "}" || scalar == "]" {
                _ = open.popLast()
            }
            last = scalar
        }
        var closing = String.UnicodeScalarView()
        if let quote { closing.append(quote) }
        for bracket in open.reversed() { closing.append(bracket == "{" ? "}" : "]") }
        return String(closing)
    }
}

extension TreePlace {
    fileprivate var text: String {
        switch content {
        case .key(let entry): entry.key.value
        case .value(let node): node.scalar?.text ?? ""
        }
    }
}
