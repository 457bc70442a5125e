import CEL
import Testing

@testable import Runtime

@Suite("languages of the system")
struct SystemLocalesTests {
    private let locales = SystemLocales().source

    private func evaluate(_ text: String, in language: String, currency: String) throws -> String {
        let region = Region(
            locale: try #require(locales.locale(named: language)), currency: try #require(Currency(code: currency)),
            locales: locales)
        let environment = Environment(variables: [Variable("now", .timestamp)], region: region)
        let now = try #require(Timestamp(rfc3339: "2026-03-05T21:07:00Z"))
        guard case .string(let text) = try environment.compile(text).evaluate([.timestamp(now)]) else { return "" }
        return text
    }

    @Test(
        "money is written as people there do",
        arguments: [
            ("pt-PT", "EUR", "1234,50 €", "12\u{A0}345,50 €"), ("de-DE", "EUR", "1.234,50 €", "12.345,50 €"),
            ("fr-FR", "EUR", "1\u{202F}234,50 €", "12\u{202F}345,50 €"), ("es-ES", "EUR", "1234,50 €", "12.345,50 €"),
            ("es-MX", "MXN", "$1,234.50", "$12,345.50"), ("en-GB", "GBP", "£1,234.50", "£12,345.50"),
            ("hi-IN", "INR", "₹1,234.50", "₹12,345.50"), ("ja-JP", "JPY", "¥1,235", "¥12,346"),
            ("de-CH", "CHF", "CHF 1’234.50", "CHF 12’345.50"), ("sv-SE", "SEK", "1\u{A0}234,50 kr", "12\u{A0}345,50 kr"),
            ("es-AR", "ARS", "$ 1.234,50", "$ 12.345,50"),
        ])
    func money(language: String, currency: String, small: String, large: String) throws {
        let written = try ["1234.5", "12345.5"].map { try evaluate("money(\($0))", in: language, currency: currency) }
        #expect(written == [small, large])
    }

    @Test(
        "numbers, dates and times too",
        arguments: [
            ("de-DE", "date(now) + ' ' + time(now)", "05.03.2026 21:07"), ("en-US", "datetime(now)", "03/05/2026 9:07 PM"),
            ("en-GB", "datetime(now)", "05/03/2026 21:07"), ("fr-FR", "date(now, 'EEEE d MMMM yyyy')", "jeudi 5 mars 2026"),
            ("ja-JP", "date(now)", "2026/03/05"), ("ru-RU", "date(now, 'd MMMM')", "5 марта"),
            ("ru-RU", "date(now, 'MMMM yyyy')", "март 2026"), ("hi-IN", "number(1234567.5)", "12,34,567.5"),
            ("fr-FR", "percent(0.153, 1)", "15,3 %"), ("ar-EG", "number(1234.5)", "١٬٢٣٤٫٥"),
            ("sv-SE", "number(-1.5)", "\u{2212}1,5"), ("de-DE", "parseDate('5. März 2026')", "2026-03-05"),
            ("de-DE", "string(parseNumber('1.234,5 €'))", "1234.5"), ("en-CA", "date(now, '', '', 'de-DE')", "05.03.2026"),
        ])
    func others(language: String, text: String, expected: String) throws {
        #expect(try evaluate(text, in: language, currency: "EUR") == expected)
    }

    @Test("the built-in tables say what the system's do", arguments: ["pt_BR", "en_US"])
    func builtIn(identifier: String) throws {
        let name = identifier.replacing("_", with: "-")
        var table = try #require(LocaleSource.builtIn.locale(named: name))
        table.smallWords = []
        #expect(LocaleReader(name: name, identifier: identifier).data == table)
    }

    @Test("a name that is none is not found, and is suggested by those that are")
    func names() {
        #expect(locales.locale(named: "pt-XX") == nil)
        #expect(locales.locale(named: "") == nil)
        #expect(locales.names().contains("es-AR"))
        #expect(locales.names().first == "pt-BR")
    }

    @Test("languages from A to Z write numbers, money and dates")
    func all() throws {
        let names = locales.names()
        for name in stride(from: 0, to: names.count, by: 15).map({ names[$0] }) {
            for text in ["money(-1234567.5)", "number(1234.5)", "percent(0.5)", "date(now, 'EEEE d MMMM yyyy')", "datetime(now)"]
            {
                #expect(try !evaluate(text, in: name, currency: "EUR").isEmpty, "\(name): \(text)")
            }
        }
    }
}
