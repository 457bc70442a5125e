import CEL

/// Diagnostics for the tools that read SARIF, such as code scanning and editors: one log with one run.
///
/// - SeeAlso: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
public enum DiagnosticSARIF {
    /// With a line break at the end. A rule carries the page of its code, which code scanning shows beside the mistake.
    ///
    /// - Parameter pages: Where the pages can be read, too; left out, no rule has an address, for there is none that is everywhere right.
    public static func render(
        _ diagnostics: [Diagnostic], in language: Language = .english, pages: PagesAddress? = nil
    ) -> String {
        var codes: [DiagnosticCode] = []
        for diagnostic in diagnostics where !codes.contains(diagnostic.code) { codes.append(diagnostic.code) }
        let rules = codes.map { rule($0, in: language, pages: pages) }
        let driver: JSON = ["name": "trama", "language": .string(language.rawValue), "rules": .array(rules)]
        let results = diagnostics.map { diagnostic in
            result(diagnostic, rule: codes.firstIndex(of: diagnostic.code) ?? 0, in: language)
        }
        let run: JSON = [
            "tool": ["driver": driver], "language": .string(language.rawValue), "columnKind": "utf16CodeUnits",
            "results": .array(results),
        ]
        let log: JSON = [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": .array([run]),
        ]
        return log.text + "\n"
    }

    private static func rule(_ code: DiagnosticCode, in language: Language, pages: PagesAddress?) -> JSON {
        var rule: JSONObject = ["id": .string(code.rawValue)]
        if let page = DiagnosticPage.of(code) {
            let summary = page.summary(in: language)
            rule["shortDescription"] = ["text": .string(summary.title)]
            rule["fullDescription"] = ["text": .string(summary.about)]
            rule["help"] = ["text": .string(page.text(in: language)), "markdown": .string(page.markdown(in: language))]
        }
        if let pages { rule["helpUri"] = .string(pages.page(of: code)) }
        return .object(rule)
    }

    private static func result(_ diagnostic: Diagnostic, rule: Int, in language: Language) -> JSON {
        var text = diagnostic.message.text(in: language)
        if let help = diagnostic.help { text += "\n\(DiagnosticText.helpLabel.text(in: language)): \(help.text(in: language))" }
        var result: JSONObject = [
            "ruleId": .string(diagnostic.code.rawValue), "ruleIndex": .int(Int64(rule)),
            "level": .string(diagnostic.severity.rawValue), "message": ["text": .string(text)],
            "locations": .array([["physicalLocation": place(diagnostic.span)]]),
        ]
        let related = diagnostic.notes.compactMap { note in
            note.span.map { span -> JSON in
                ["physicalLocation": place(span), "message": ["text": .string(note.message.text(in: language))]]
            }
        }
        if !related.isEmpty { result["relatedLocations"] = .array(related) }
        return .object(result)
    }

    private static func place(_ span: SourceSpan) -> JSON {
        let region: JSON = [
            "startLine": .int(Int64(span.start.line)), "startColumn": .int(column(of: span.start, in: span.file)),
            "endLine": .int(Int64(span.end.line)), "endColumn": .int(column(of: span.end, in: span.file)),
        ]
        return ["artifactLocation": ["uri": .string(address(of: span.file.path))], "region": region]
    }

    /// From 1, in units of UTF-16 as `columnKind` says.
    private static func column(of position: SourcePosition, in file: SourceFile) -> Int64 {
        let before = file.line(position.line).unicodeScalars.prefix(position.column - 1)
        return Int64(before.reduce(1) { $0 + ($1.value > 0xFFFF ? 2 : 1) })
    }

    /// A relative reference as RFC 3986 writes it; a path from the root keeps its slash.
    private static func address(of path: String) -> String {
        var address = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                address.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                address += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return address
    }
}
