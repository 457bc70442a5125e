public import CEL

/// How much there is to tell of some bots, in one line.
public enum DiagnosticSummary {
    public static func words(ofBots count: Int, _ diagnostics: [Diagnostic]) -> Wording {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        let bots: Wording = count == 1 ? "1 bot checked" : "\(count) bots checked"
        let found: Wording = errors == 1 ? "1 error" : "\(errors) errors"
        return "\(bots): \(found), \(warnings == 1 ? "1 warning" : "\(warnings) warnings" as Wording)"
    }

    /// Where more can be read of the first mistake, an error before a warning; `nil` when there is none.
    public static func more(about diagnostics: [Diagnostic]) -> Wording? {
        let first = diagnostics.first { $0.severity == .error } ?? diagnostics.first
        return first.map { "'trama check --explain \($0.code.rawValue)' tells more" }
    }

    /// - Parameter count: Of the tests that were played.
    public static func words(ofTests count: Int, failed: Int) -> Wording {
        "\(count) played: \(count - failed) passed, \(failed) failed"
    }

    /// - Parameter filter: What was to stand in the names of the tests.
    public static func noTests(named filter: String?) -> Wording {
        filter.map { "no test has '\($0)' in its name" } ?? "there are no tests"
    }

    public static func words(of coverage: Coverage, bot: BotID) -> Wording {
        "\(bot.rawValue): tests reach \(coverage.summary)"
    }
}
