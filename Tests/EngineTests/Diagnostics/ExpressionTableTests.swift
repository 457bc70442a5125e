import Foundation
import Testing

@testable import Engine

/// Wrong expressions with what is said of them, a file for each theme in `Golden/expressions`.
///
/// A case is a piece of a node; below each of its lines that is at fault stands a comment with a mark under the place, the message,
/// its code in brackets, and the help. `bot.yaml` is the bot that all of them stand in.
struct ExpressionTableTests {
    @Test("a wrong expression is told as the table says", arguments: ExpressionTable.all)
    func wrong(in table: ExpressionTable) throws {
        let found = table.cases.map { $0.annotated(in: ExpressionTable.bot) }
        try GoldenCase.check(
            table.header + found.joined(separator: "---\n"), against: "Tests/EngineTests/Golden/expressions/\(table.name)")
    }

    @Test("the tables hold two hundred wrong expressions, each with something said of it, and none twice")
    func size() {
        let cases = ExpressionTable.all.flatMap(\.cases)
        #expect(cases.count >= 200)
        #expect(Set(cases.map(\.snippet)).count == cases.count)
        #expect(cases.filter { $0.diagnostics(in: ExpressionTable.bot).isEmpty }.map(\.snippet) == [])
    }

    @Test("nothing is said of the bot that the tables stand in")
    func cleanBot() {
        let (errors, _) = ExpressionCase(snippet: "say: oi\n").split(in: ExpressionTable.bot)
        #expect(DiagnosticText.render(errors) == "")
    }
}

struct ExpressionTable: CustomTestStringConvertible, Sendable {
    let name: String
    /// The comment at the top of the file, with the first `---`.
    let header: String
    let cases: [ExpressionCase]
    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden/expressions")
    static let bot = (try? String(contentsOf: folder.appending(path: "bot.yaml"), encoding: .utf8)) ?? ""

    static let all: [ExpressionTable] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { $0 != "bot.yaml" }.compactMap { name in
            (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { ExpressionTable(name: name, text: $0) }
        }
    }()

    init(name: String, text: String) {
        self.name = name
        let parts = ("\n" + text).components(separatedBy: "\n---\n")
        header = (parts.first.map { String($0.dropFirst()) } ?? "") + "\n---\n"
        cases = parts.dropFirst().map { part in
            let lines = part.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
            return ExpressionCase(snippet: lines.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n")
        }
    }
}

struct ExpressionCase: Sendable {
    let snippet: String

    private static let indent = 6

    /// The snippet with what is said of it.
    func annotated(in bot: String) -> String {
        var lines: [String] = []
        let (here, first) = split(in: bot)
        for (number, line) in snippet.split(separator: "\n", omittingEmptySubsequences: false).dropLast().enumerated() {
            lines.append(String(line))
            for diagnostic in here where diagnostic.span.start.line == first + number {
                lines += comment(on: diagnostic)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    func diagnostics(in bot: String) -> [Diagnostic] { split(in: bot).here }

    /// What is said of the lines of the snippet, and the number of its first line.
    func split(in bot: String) -> (here: [Diagnostic], first: Int) {
        let head = bot + "    caso:\n"
        let first = head.split(separator: "\n", omittingEmptySubsequences: false).count
        let body = snippet.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "      \($0)\n" }.joined()
        let verbs = ["say", "set", "ask", "tool", "agent", "end"]
        let hasVerb = verbs.contains { snippet.hasPrefix("\($0):") || snippet.contains("\n\($0):") }
        let text = head + body + (hasVerb ? "" : "      say: oi\n")
        let found = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)])).diagnostics
        return (found.filter { $0.span.start.line >= first || $0.severity == .error }, first)
    }

    private func comment(on diagnostic: Diagnostic) -> [String] {
        let excerpt = SourceExcerpt(of: diagnostic.span)
        let mark = String(excerpt.underline.dropFirst(Self.indent + 1))
        let margin = String(mark.prefix { $0 == " " })
        let severity = diagnostic.severity == .warning ? "warning: " : ""
        var lines = ["#\(mark) \(severity)\(diagnostic.message.text(in: .english)) [\(diagnostic.code.rawValue)]"]
        if let help = diagnostic.help { lines.append("#\(margin)help: \(help.text(in: .english))") }
        return lines
    }
}
