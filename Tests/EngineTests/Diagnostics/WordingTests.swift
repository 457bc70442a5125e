import CEL
import Testing

@testable import Engine

struct WordingTests {
    @Test("a wording is the English sentence, and its pattern with what stands in it")
    func pattern() {
        let inner: Wording = "\("'a', 'b'") and \(3) more"
        let wording: Wording = "no node is named '\("x")'; there are \(inner)"
        #expect(wording.english == "no node is named 'x'; there are 'a', 'b' and 3 more")
        #expect(wording.pattern == "no node is named '%1'; there are %2")
        #expect(wording.patterns == [wording.pattern, "%1 and %2 more"])
        #expect(wording.text(in: .portuguese) == "nenhum nó se chama 'x'; existem: 'a', 'b' e mais 3")
    }

    @Test(
        "a translation puts the arguments in its own order and chooses words by their number",
        arguments: [
            (1, "um: 1 caractere, %"), (2, "um: 2 caracteres, %"), (0, "um: 0 caracteres, %"),
        ])
    func plural(count: Int, text: String) {
        let wording: Wording = "\(count) characters of \("um"), 5 %"
        #expect(wording.text { _ in "%2: %1 %1{caractere|caracteres}, %" } == text)
    }

    @Test("what stands in a sentence is not taken for a part of its pattern")
    func argument() {
        let wording: Wording = "\("%2{a|b}") and \("100%")"
        #expect(wording.english == "%2{a|b} and 100%")
    }

    @Test("each sentence that an author may be told is there in Portuguese")
    func complete() throws {
        let missing = try Sentences.found().filter { Portuguese.sentences[$0.pattern] == nil }
        #expect(missing.map { "\($0.path): \($0.pattern)" } == [])
    }

    @Test("each translation has its sentence in the sources, once, and only arguments that it has")
    func lists() throws {
        let sources = try SwiftLiteral.files(in: "Sources/Engine") + SwiftLiteral.files(in: "Sources/CEL")
        let written = Set(
            sources.filter { !$0.path.contains("/Portuguese/") }.flatMap { SwiftLiteral.all(in: $0.source).map(\.pattern) })
        var seen: Set<String> = []
        for (pattern, translation) in Portuguese.lists.flatMap(\.self) {
            #expect(seen.insert(pattern).inserted, "twice: \(pattern)")
            #expect(written.contains(pattern), "nothing says: \(pattern)")
            #expect(Sentences.holes(in: translation).isSubset(of: Sentences.holes(in: pattern)), "\(pattern)")
            #expect(translation != pattern || !pattern.contains(/[a-z] [a-z]/), "\(pattern)")
        }
    }

    @Test("what is said of the golden bots and expressions is there in Portuguese")
    func golden() throws {
        var said: [Diagnostic] = ExpressionTable.all.flatMap(\.cases).flatMap { $0.diagnostics(in: ExpressionTable.bot) }
        for test in GoldenCase.all(in: "diagnostics") {
            said += BotCompiler.compile(try test.files(), answers: try test.answers()).diagnostics
        }
        let patterns = said.flatMap { diagnostic in
            ([diagnostic.message, diagnostic.help].compactMap(\.self) + diagnostic.notes.map(\.message)).flatMap(\.patterns)
        }
        let missing = Set(patterns).filter {
            $0.replacing(/%[0-9]/, with: "").contains(/[a-z]{2}/) && Portuguese.sentences[$0] == nil
        }
        #expect(patterns.count > 500)
        #expect(missing.sorted() == [])
    }

    @Test("the scan finds a sentence in whatever way it is written")
    func scan() {
        let source = #"""
            extension Diagnostic {
                // "not a literal at all"
                static let about = Field<Int>.optional("x", .text, "an optional key", examples: ["one of these"])
                func no() { Diagnostic(.error, .code, x ? "a \(b("inner text"))" : "it's \"two\" words", at: span) }
            }
            """#
        let found = SwiftLiteral.all(in: source)
        #expect(found.map(\.pattern) == ["x", "an optional key", "one of these", "inner text", "a %1", "it's \"two\" words"])
        #expect(found[1].calls == ["optional"])
        #expect(found[2].label == "" && !found[2].isArgument)
        #expect(found[5].calls == ["no", "Diagnostic"] || found[5].calls == ["Diagnostic"])
    }
}

/// The sentences in the sources that an author may be told.
private enum Sentences {
    /// Calls with a wording among their arguments, wherever they stand.
    static let sayers: Set = [
        "Diagnostic", "Note", "Shape", "scalar", "unread", "kinds", "limited", "wrongType", "wrongValue", "duplicateName",
        "wrongConnection", "written", "uncut", "TestFailure", "fail", "Mutation", "Failure", "failure", "unfitValue", "said",
        "Block",
    ]
    /// Calls whose texts no diagnostic shows, in files that have wordings otherwise.
    static let others: Set = [
        "optional", "defaulted", "unsupported", "unenforced", "TurnError", "CallFailure", "Refusal", "Misfit", "Edit", "with",
        "type",
        "contains",
        "hasPrefix", "joined", "split",
    ]

    /// A piece of an expression, which is one in every language.
    static let example = "x.total > 10"

    static func found() throws -> [(path: String, pattern: String)] {
        let engine = try SwiftLiteral.files(in: "Sources/Engine").filter { !$0.path.contains("/Portuguese/") }
        let language = try SwiftLiteral.files(in: "Sources/CEL").filter { $0.path != "Wording.swift" }
        return engine.flatMap { file in
            // Of a page both languages stand side by side.
            let isPage = file.path.hasPrefix("Diagnostics/Pages/")
            let isWhole =
                !isPage
                && (file.path.hasPrefix("Diagnostics/") || file.path.hasPrefix("Checks/") || file.source.contains("Wording"))
            return SwiftLiteral.all(in: file.source).filter { isSaid($0, isWhole: isWhole) }.map { (file.path, $0.pattern) }
        }
            + language.flatMap { file in
                let isWhole = file.path.hasPrefix("Checking/") || file.path.hasPrefix("Syntax/")
                let isRun = file.path.hasPrefix("Library/") || file.path.hasPrefix("Locale/")
                return SwiftLiteral.all(in: file.source).filter { literal in
                    isWhole && isSaid(literal, isWhole: true) && literal.pattern != example
                        || isRun && literal.isProse && literal.calls.contains("EvaluationError")
                }.map { (file.path, $0.pattern) }
            }
    }

    private static func isSaid(_ literal: SwiftLiteral, isWhole: Bool) -> Bool {
        guard literal.isProse, literal.label != "examples" else { return false }
        // What a key is that must be there is told where it is missing.
        if literal.calls.last == "required" { return literal.isArgument }
        guard others.isDisjoint(with: literal.calls.suffix(1)), !literal.calls.contains("Edit") else { return false }
        return isWhole || !sayers.isDisjoint(with: literal.calls)
    }

    static func holes(in pattern: String) -> Set<Substring> {
        Set(pattern.matches(of: /%[0-9]/).map(\.output))
    }
}
