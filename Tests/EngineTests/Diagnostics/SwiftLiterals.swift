import Foundation

/// A text literal in a Swift file, with the calls that it stands in.
struct SwiftLiteral {
    /// With `%1`, `%2` … for its interpolations.
    let pattern: String
    /// From the outermost to the innermost, each by its last name.
    let calls: [String]
    /// Whether it stands among the arguments of the innermost call, and not in a list or a closure there.
    let isArgument: Bool
    /// Of the argument; empty when it has none.
    let label: String

    /// Whether people read it: more than one word.
    var isProse: Bool {
        let text = pattern.replacing(/%[0-9]/, with: "")
        return text.contains(/[a-z]{2}/) && text.trimmingCharacters(in: .whitespaces).contains(" ")
    }

    static func all(in source: String) -> [SwiftLiteral] {
        var reader = SwiftLiteralReader(bytes: Array(source.utf8))
        reader.run()
        return reader.literals
    }

    /// Of all Swift files below a folder of the repository, by their paths in it.
    static func files(in folder: String) throws -> [(path: String, source: String)] {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let root = repository.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }.sorted().map {
            ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8))
        }
    }
}

/// Knows of Swift what tells literals from comments, and arguments from patterns.
private struct SwiftLiteralReader {
    let bytes: [UInt8]
    var literals: [SwiftLiteral] = []
    private var at = 0
    /// For each open parenthesis the name before it; a bracket or a brace is empty.
    private var open: [String] = []
    /// Between `case` and its colon, where a literal is a pattern.
    private var isInCase = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func has(_ text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { expected in expected.indices.allSatisfy { bytes[at + $0] == expected[$0] } }
    }

    mutating func run() {
        while at < bytes.count {
            if has("//") {
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            } else if has("#\"") {
                at += 2
                while at < bytes.count, !has("\"#") { at += 1 }
                at += 2
            } else if bytes[at] == UInt8(ascii: "\"") {
                literal()
            } else {
                step()
            }
        }
    }

    private mutating func step() {
        switch bytes[at] {
        case UInt8(ascii: "("): open.append(nameBefore(at))
        case UInt8(ascii: "["): open.append("")
        case UInt8(ascii: "{"):
            open.append("")
            isInCase = false
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
        case UInt8(ascii: ":"), UInt8(ascii: "="): isInCase = false
        case UInt8(ascii: "c") where has("case ") && nameBefore(at).isEmpty: isInCase = true
        default: break
        }
        at += 1
    }

    private mutating func literal() {
        let start = at
        let isLong = has("\"\"\"")
        at += isLong ? 3 : 1
        var text: [UInt8] = []
        var holes = 0
        while at < bytes.count, !(isLong ? has("\"\"\"") : bytes[at] == UInt8(ascii: "\"")) {
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
                text.append(bytes[at])
                at += 1
                continue
            }
            switch bytes[at + 1] {
            case UInt8(ascii: "("):
                at += 2
                skipInterpolation()
                holes += 1
                text += Array("%\(holes)".utf8)
            case UInt8(ascii: "n"):
                text.append(UInt8(ascii: "\n"))
                at += 2
            default:
                text.append(bytes[at + 1])
                at += 2
            }
        }
        at += isLong ? 3 : 1
        guard !isInCase else { return }
        literals.append(
            SwiftLiteral(
                pattern: String(decoding: text, as: UTF8.self), calls: open.filter { !$0.isEmpty },
                isArgument: open.last?.isEmpty == false, label: label(before: start)))
    }

    /// To behind the parenthesis that closes it.
    private mutating func skipInterpolation() {
        let depth = open.count
        open.append("")
        while at < bytes.count, open.count > depth {
            if bytes[at] == UInt8(ascii: "\"") { literal() } else { step() }
        }
    }

    /// The identifier that ends at a place, type parameters left out.
    private func nameBefore(_ place: Int) -> String {
        var end = place
        if end > 0, bytes[end - 1] == UInt8(ascii: ">") {
            var depth = 0
            repeat {
                end -= 1
                if bytes[end] == UInt8(ascii: ">") { depth += 1 }
                if bytes[end] == UInt8(ascii: "<") { depth -= 1 }
            } while end > 0 && depth > 0
        }
        var start = end
        while start > 0, SwiftLiteralReader.isOfName(bytes[start - 1]) { start -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private func label(before place: Int) -> String {
        var end = place
        while end > 0, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        guard end > 0, bytes[end - 1] == UInt8(ascii: ":") else { return "" }
        return nameBefore(end - 1)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
