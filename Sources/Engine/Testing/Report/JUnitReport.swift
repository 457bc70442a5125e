/// Results of tests for continuous integration, one suite a bot.
///
/// - SeeAlso: https://github.com/testmoapp/junitxml
public enum JUnitReport {
    public static func render(_ suites: [(bot: Bot, results: [TestResult])]) -> String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        let all = suites.flatMap(\.results)
        lines.append("<testsuites name=\"trama\" \(counts(of: all))>")
        for (bot, results) in suites {
            lines.append("  <testsuite name=\"\(escaped(bot.id.rawValue))\" \(counts(of: results))>")
            for result in results { lines += render(result, of: bot) }
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
    }

    private static func counts(of results: [TestResult]) -> String {
        "tests=\"\(results.count)\" failures=\"\(results.count { !$0.passed })\""
    }

    private static func render(_ result: TestResult, of bot: Bot) -> [String] {
        let place = result.test.span
        let head =
            "    <testcase name=\"\(escaped(result.test.value))\" classname=\"\(escaped(bot.id.rawValue))\""
            + " file=\"\(escaped(place.file.path))\" line=\"\(place.start.line)\""
        guard let first = result.failures.first else { return [head + "/>"] }
        let text = result.failures.flatMap(TestText.render).joined(separator: "\n")
        return [
            head + ">", "      <failure message=\"\(escaped(first.message))\">\(escaped(text))</failure>", "    </testcase>",
        ]
    }

    /// As text or as the value of an attribute; what XML 1.0 cannot hold is U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}"..."\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
