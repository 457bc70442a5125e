import CEL
import Testing

@Suite("expressions that were spoilt")
struct MutationTests {
    private static let seeds = [
        "pedido.total > 100 && cliente.vip", "{'a': [1, 2u, 3.5], 'b': b'\\x00'}['a'][?1].orValue(0)",
        "'%s %.3f'.format([x, 1e300])",
        "[1, 2, 3].map(i, i * 9223372036854775807).exists(e, e < -1)", "timestamp('2026-11-22T00:00:00Z').getHours('UTC') + 1",
        "cel.bind(y, x, has(y.a) ? y.a : '''t''')", "regex.replace('aaa', '(a*)*', r'\\1') + r\"\\\"",
        "lists.range(10).flatten(3).sort()", "date(now, \"dd 'de' MMMM\", 'UTC', 'en') + money(x, 'BRL') + number(2.675, 20)",
        "string(parseNumber('R$ 1.234,56', 0)) + parseDate('22/11', '') + mask('123', '#*#') + json(addMonths(now, x))",
        "plural(9223372036854775807, 'a', 'b') + title(fold(upper('É'))) + urlEncode(today()) + percent(-1e300, 1) + time(now)",
        "duration('1h2m3.5s') - timestamp(0) == null || !type(x)", "a[a[0]] ? -1 : --1 // end",
    ]
    private static let pieces = [
        "(", ")", "[", "]", "{", "}", ".", "?", ":", ",", "'", "\"", "\\", "-", "!", "%", "&&", "||", "==", " in ", "x",
        "9223372036854775807",
        "1e308", "0", "u", "'''", ".map(x, ", "has(", "null", ".?a", "e\u{301}", "\u{10FFFF}", "\u{0}", "/", "`", "$",
    ]

    @Test("no spoilt expression traps: it compiles or has issues, and has a value or an error", arguments: 1...8)
    func mutations(seed: UInt64) {
        var generator = FuzzGenerator(seed: seed)
        for round in 0..<200 {
            let text = MutationTests.spoilt(MutationTests.seeds.randomElement(using: &generator) ?? "", using: &generator)
            _ = endOfTemplateExpression(in: Array(text.unicodeScalars), from: 0)
            let environment = Environment(
                variables: [Variable("x", .dyn), Variable("now", .timestamp)], profile: round % 2 == 0 ? .host : .standard)
            do {
                let checked = try environment.compile(text)
                _ = try? checked.evaluate([.int(1), .timestamp(Brazil.now)])
            } catch {
                #expect(!error.issues.isEmpty)
                #expect(
                    error.issues.allSatisfy { !$0.message.isEmpty && $0.range.upperBound <= max(text.unicodeScalars.count, 1) })
            }
            if let unchecked = try? environment.compileUnchecked(text) {
                _ = try? unchecked.evaluate([.string("a"), .timestamp(Brazil.now)])
            }
        }
    }

    static func spoilt(_ expression: String, using generator: inout FuzzGenerator) -> String {
        var scalars = Array(expression.unicodeScalars)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let place = Int.random(in: 0...scalars.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: scalars.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").unicodeScalars, at: place)
            case 1 where place < scalars.count: scalars.remove(at: place)
            case 2: scalars.insert(contentsOf: (seeds.randomElement(using: &generator) ?? "").unicodeScalars, at: place)
            default: scalars += scalars[place...].prefix(8)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
