import FoundationEssentials
import Testing

@testable import CEL
@testable import Engine

/// What `docs/expressions.md` shows is run as it stands there.
@Suite("the page about expressions")
struct ExpressionPageTests {
    private static let text: String = {
        let root = #filePath.dropLast("Tests/EngineTests/Sheet/ExpressionPageTests.swift".count)
        return (try? String(contentsOfFile: root + "docs/expressions.md", encoding: .utf8)) ?? ""
    }()

    /// Of the first YAML block, which holds the data.
    private static let sheet = Sheet(head: blocks.first ?? "")

    private static let blocks: [String] = text.split(separator: "```yaml\n", omittingEmptySubsequences: false).dropFirst().map {
        String($0.prefix(upTo: $0.firstRange(of: "\n```")?.lowerBound ?? $0.endIndex))
    }

    /// The cells under two headings, without their code marks.
    private static func rows(_ first: String, _ second: String) -> [Sheet.Row] {
        var rows: [Sheet.Row] = []
        var columns: (Int, Int)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = Self.cells(of: line)
            if let one = cells.firstIndex(of: first), let other = cells.firstIndex(of: second) {
                columns = (one, other)
            } else if cells.isEmpty {
                columns = nil
            } else if let columns, !line.hasPrefix("| ---"), cells.count > max(columns.0, columns.1) {
                rows.append(Sheet.Row(cells[columns.0], cells[columns.1], heard: "SIM!"))
            }
        }
        return rows
    }

    private static func cells(of line: Substring) -> [String] {
        guard line.hasPrefix("|") else { return [] }
        let parts = line.replacing("\\|", with: "\u{0}").split(separator: "|", omittingEmptySubsequences: false).dropFirst()
            .dropLast()
        return parts.map { part in
            let cell = part.replacing("\u{0}", with: "|").trimmed
            return cell.hasPrefix("`") && cell.hasSuffix("`") ? String(cell.dropFirst().dropLast()) : cell
        }
    }

    /// As a part of a bot: a condition where the result is one, else a text.
    private static func written(_ row: Sheet.Row) -> Sheet.Row {
        let isCondition = row.result == "true" || row.result == "false"
        let text = isCondition ? row.written : "{{ \(row.written) }}"
        let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return Sheet.Row("\(isCondition ? "if" : "say"): \"\(quoted)\"", row.result, heard: row.heard)
    }

    @Test("an expression comes to what is beside it", arguments: rows("You write", "You get"))
    func expressions(row: Sheet.Row) throws {
        try Self.sheet.check(Self.written(row))
    }

    @Test("a piece of YAML does what is said below it", arguments: blocks.dropFirst())
    func pieces(block: String) throws {
        let lines = block.split(separator: "\n")
        let result = lines.filter { $0.hasPrefix("# → ") }.map { $0.dropFirst("# → ".count) }.joined(separator: "\n")
        try #require(!result.isEmpty)
        let written = lines.filter { !$0.hasPrefix("# →") }.joined(separator: "\n")
        try Self.sheet.check(Sheet.Row(written, result, heard: "SIM!"))
    }

    @Test("a mistake is told in the words that are beside it", arguments: rows("You write", "Trama says"))
    func mistakes(row: Sheet.Row) throws {
        let complaint = Self.sheet.complaint(about: Self.written(row))
        #expect(complaint?.message.contains(row.result) == true, "\(complaint?.message ?? "nothing")")
    }

    @Test("there are as many examples as the page shows")
    func counts() {
        #expect(Self.rows("You write", "You get").count > 110)
        #expect(Self.rows("You write", "Trama says").count > 10)
        #expect(Self.blocks.count == 5)
    }

    /// Work too, and are nothing for the readers of the page.
    private static let leftOut: Set<String> = ["uint", "bytes", "type", "dyn"]

    @Test("every function and macro has its place on the page")
    func functions() {
        let names = Set(Region.default.functions.keys).subtracting(Self.leftOut).filter { !$0.hasPrefix("math.bit") }
        let table = Self.text.split(separator: "\n").filter { $0.hasPrefix("| `") }.joined(separator: "\n")
        for name in names.sorted() {
            let last = name.split(separator: ".").last.map(String.init) ?? name
            #expect(table.contains("\(name)(") || table.contains("`\(last)`"), "\(name)")
        }
    }
}
