import CEL

/// Results of tests for continuous integration, one suite a bot.
///
/// - SeeAlso: https://github.com/testmoapp/junitxml
public enum JUnitReport {
    public static func render(_ suites: [(bot: Bot, results: [TestResult])], in language: Language = .english) -> String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        let all = suites.flatMap(\.results)
        lines.append("<testsuites name=\"trama\" \(counts(of: all))>")
        for (bot, results) in suites {
            lines.append("  <testsuite name=\"\(bot.id.rawValue.escapedForXML)\" \(counts(of: results))>")
            for result in results { lines += render(result, of: bot, in: language) }
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
    }

    private static func counts(of results: [TestResult]) -> String {
        "tests=\"\(results.count)\" failures=\"\(results.count { !$0.passed })\""
    }

    private static func render(_ result: TestResult, of bot: Bot, in language: Language) -> [String] {
        let place = result.test.span
        let head =
            "    <testcase name=\"\(result.test.value.escapedForXML)\" classname=\"\(bot.id.rawValue.escapedForXML)\""
            + " file=\"\(place.file.path.escapedForXML)\" line=\"\(place.start.line)\""
        guard let first = result.failures.first else { return [head + "/>"] }
        let text = result.failures.flatMap { TestText.render($0, in: language) }.joined(separator: "\n")
        let message = first.message.text(in: language).escapedForXML
        return [head + ">", "      <failure message=\"\(message)\">\(text.escapedForXML)</failure>", "    </testcase>"]
    }
}
