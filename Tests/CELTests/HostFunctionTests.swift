import CEL
import Testing

@Suite("functions for money, numbers and texts")
struct HostFunctionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: Value
        var testDescription: String { text }

        init(_ text: String, _ expected: String) { (self.text, self.expected) = (text, .string(expected)) }
        init(_ text: String, value: Value) { (self.text, expected) = (text, value) }
    }

    @Test(
        "money is written in the bot's currency, half away from zero on the number's shortest form",
        arguments: [
            Row("money(1234.56)", "R$ 1.234,56"), Row("money(-1234.56)", "-R$ 1.234,56"), Row("money(2.675)", "R$ 2,68"),
            Row("money(-2.675)", "-R$ 2,68"), Row("money(1.005)", "R$ 1,01"), Row("money(0)", "R$ 0,00"),
            Row("money(7)", "R$ 7,00"),
            Row("money(-0.004)", "R$ 0,00"), Row("money(-0.0)", "R$ 0,00"), Row("money(0.995)", "R$ 1,00"),
            Row("money(999.995)", "R$ 1.000,00"), Row("money(999999.999)", "R$ 1.000.000,00"),
            Row("money('1234567.895')", "R$ 1.234.567,90"), Row("money('-0.005')", "-R$ 0,01"),
            Row("money('0019.9')", "R$ 19,90"),
            Row("money('123456789012345678901234567890.12')", "R$ 123.456.789.012.345.678.901.234.567.890,12"),
            Row("money(9223372036854775807)", "R$ 9.223.372.036.854.775.807,00"),
            Row("money(-9223372036854775808)", "-R$ 9.223.372.036.854.775.808,00"), Row("money(5u)", "R$ 5,00"),
            Row("money(1e21)", "R$ 1.000.000.000.000.000.000.000,00"), Row("money(5e-324)", "R$ 0,00"),
            Row("money(10, 'USD')", "US$ 10,00"), Row("money(10.5, 'JPY')", "JP¥ 11"), Row("money(1.2345, 'KWD')", "KWD 1,235"),
            Row("money(10, 'CHF')", "CHF 10,00"), Row("money(1234.5, 'USD', 'en-US')", "$1,234.50"),
            Row("money(-1234.5, '', 'en')", "-R$1,234.50"), Row("money(12, 'CHF', 'en-US')", "CHF 12.00"),
        ])
    func money(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "numbers and percentages have the language's marks",
        arguments: [
            Row("number(1234.5)", "1.234,5"), Row("number(1234.5, 2)", "1.234,50"), Row("number(1234567)", "1.234.567"),
            Row("number(0.5, 0)", "1"), Row("number(-0.5, 0)", "-1"), Row("number(0.125, 2)", "0,13"),
            Row("number(1e-7)", "0,0000001"), Row("number('12.3400')", "12,34"), Row("number(12, 1)", "12,0"),
            Row("number(1234.5, 2, 'en-US')", "1,234.50"), Row("number(123)", "123"), Row("number(0.1 + 0.2, 2)", "0,30"),
            Row("percent(0.153)", "15,3%"), Row("percent(0.153, 0)", "15%"), Row("percent(1)", "100%"),
            Row("percent(0.0715, 1)", "7,2%"), Row("percent(-0.05, 1)", "-5,0%"), Row("percent('0.125', 1)", "12,5%"),
        ])
    func numbers(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "a number that a person wrote is read",
        arguments: [
            Row("parseNumber('1.234,56')", value: .double(1234.56)), Row("parseNumber('1234,56')", value: .double(1234.56)),
            Row("parseNumber('1.234')", value: .double(1234)), Row("parseNumber('12.50')", value: .double(12.5)),
            Row("parseNumber('0.125')", value: .double(0.125)), Row("parseNumber('1,234.56')", value: .double(1234.56)),
            Row("parseNumber('R$ 1.234,56')", value: .double(1234.56)), Row("parseNumber('-R$ 5')", value: .double(-5)),
            Row("parseNumber('R$ -5,5')", value: .double(-5.5)), Row("parseNumber('5 EUR')", value: .double(5)),
            Row("parseNumber(' 1 234,5 ')", value: .double(1234.5)), Row("parseNumber('1.234.567')", value: .double(1_234_567)),
            Row("parseNumber(',5')", value: .double(0.5)), Row("parseNumber('7', 0)", value: .double(7)),
            Row("parseNumber('nada', 0)", value: .double(0)), Row("parseNumber('', -1.5)", value: .double(-1.5)),
            Row("parseNumber('1.23.4', 0)", value: .double(0)), Row("parseNumber('12a', 0)", value: .double(0)),
            Row("parseNumber('1e5', 0)", value: .double(0)), Row("parseNumber('.', 0)", value: .double(0)),
            Row("parseNumber('-', 0)", value: .double(0)), Row("parseNumber('1,,2', 0)", value: .double(0)),
            Row("parseNumber('5,', 0)", value: .double(0)), Row("parseNumber('R$', 0)", value: .double(0)),
        ])
    func parsedNumbers(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "texts fold, and change their case beyond ASCII",
        arguments: [
            Row("fold('NÃO, Obrigação!')", "nao, obrigacao!"), Row("fold('e\\u0301')", "e"), Row("upper('são')", "SÃO"),
            Row("lower('SÃO')", "são"),
            Row("title('MARIA DA SILVA E SOUZA')", "Maria da Silva e Souza"),
            Row("title('de ana-maria d\\'água')", "De Ana-Maria D'água"),
            Row("title('élton 2x')", "Élton 2x"), Row("title('')", ""), Row("trim('  oi\\n')", "oi"),
        ])
    func texts(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "a word agrees with its number",
        arguments: [
            Row("plural(1, 'item', 'itens')", "item"), Row("plural(2, 'item', 'itens')", "itens"),
            Row("plural(0, 'hora', 'horas')", "hora"), Row("plural(1.5, 'litro', 'litros')", "litro"),
            Row("plural(2.0, 'litro', 'litros')", "litros"), Row("plural(-1, 'grau', 'graus')", "grau"),
            Row("plural(11, 'item', 'itens')", "itens"),
        ])
    func plurals(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "each language has its rule for one and many",
        arguments: [
            ("en", "0", "many"), ("en", "1", "one"), ("en", "1.5", "many"), ("pt-PT", "0", "many"), ("fr", "0", "one"),
            ("fr", "1.9", "one"), ("hi", "0", "one"), ("hi", "1.5", "many"), ("ru", "21", "one"), ("ru", "11", "many"),
            ("ru", "111", "many"), ("ru", "1.5", "many"), ("ja", "1", "many"), ("de", "1", "one"),
        ])
    func pluralRules(language: String, number: String, expected: String) throws {
        let environment = Environment(variables: [], region: Region(locale: LocaleData(name: language)))
        let program = try environment.compile("plural(\(number), 'one', 'many')")
        #expect(try program.evaluate([]) == .string(expected))
    }

    @Test(
        "a mask hides, or gives a new form",
        arguments: [
            Row("mask('12345678909')", "•••••••8909"), Row("mask('4111 1111 1111 1111', 4)", "•••••••••••••••1111"),
            Row("mask('123', 0)", "•••"), Row("mask('12')", "12"), Row("mask('abc', -5)", "•••"),
            Row("mask('12345678909', '###.###.###-##')", "123.456.789-09"),
            Row("mask('123.456.789-09', '***.###.###-**')", "•••.456.789-••"),
            Row("mask('11999990001', '(##) #####-####')", "(11) 99999-0001"),
        ])
    func masks(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "a value is written as JSON",
        arguments: [
            Row("json({'a': [1, 2.5, true, null], 'b': \"x\\\"\\n\"})", #"{"a":[1,2.5,true,null],"b":"x\"\n"}"#),
            Row("json(9007199254740993)", "9007199254740993"), Row("json(18446744073709551615u)", "18446744073709551615"),
            Row("json(1.0)", "1"), Row("json(0.1)", "0.1"), Row("json(123456789012345.0)", "123456789012345"),
            Row("json(999999999999999.9)", "999999999999999.9"), Row("json(1e15)", "1000000000000000"),
            Row("json(1e16)", "1e+16"), Row("json(-0.000001)", "-0.000001"),
            Row("json(1e-7)", "1e-07"), Row("json(b'abc')", "\"YWJj\""), Row("json(now)", "\"2026-11-22T13:05:09Z\""),
            Row("json(duration('90s'))", "\"90s\""), Row("json('é\\u0001')", "\"é\\u0001\""),
            Row("json({'a': optional.none(), 'b': optional.of(1)})", #"{"b":1}"#),
            Row("json({1: 2, true: 3})", #"{"1":2,"true":3}"#),
        ])
    func json(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test("a text becomes a part of an address")
    func urlEncode() throws {
        #expect(try Brazil.evaluate("urlEncode('olá mundo/a?b=1&c~d')") == .string("ol%C3%A1%20mundo%2Fa%3Fb%3D1%26c~d"))
    }

    @Test(
        "what cannot be written or read is an error",
        arguments: [
            "money(x / 0.0)", "money(0.0 / (x - 1.0))", "money('12,5')", "money('')", "money('1e5')", "money('.5')",
            "number('abc')",
            "percent('-')", "parseNumber('nada')", "json(1.0 / (x - 1.0))", "mask('123', '##' + '#-#')", "money(x, 'xx' + 'x')",
            "number(x, 21 + 0)", "number(x, 2, 'xx' + '-XX')", "json(type(x))",
        ])
    func errors(text: String) throws {
        let program = try Brazil.environment.compile(text)
        #expect(throws: EvaluationError.self) { try program.evaluate(Brazil.values) }
    }

    @Test(
        "a literal that can only fail is told when the expression is compiled, at its place",
        arguments: [
            ("money(x, 'BRR')", 9..<14, "this currency is not known; one is written as in 'BRL'"),
            ("money(x, 'BRL', 'pt_BR')", 16..<23, "this language is not known; one is written as in 'pt-BR'"),
            ("number(x, 30)", 10..<12, "a number is written with 0 to 20 digits after the comma"),
            ("time(now, 'Sao Paulo')", 10..<21, "this time zone is not known; one is written as in 'America/Sao_Paulo'"),
            (
                "date(now, 'DD/MM', 'UTC')", 10..<17,
                "'DD' is no part of a date, 'dd' is; words stand in quotes, as in 'de'"
            ),
            (
                "date(now, 'dd às')", 10..<17,
                "'à' is no part of a date; there are d dd M MM MMM MMMM yy yyyy EEE EEEE H HH h hh a m mm s ss, and words stand in "
                    + "quotes, as in 'de'"
            ),
            ("date(now, \"dd 'de\")", 10..<18, "a quote in the pattern is not closed"),
            ("mask('1', 'abc')", 10..<15, "a mask shows a letter or digit at '#' and hides one at '*'; it has neither"),
        ])
    func literals(text: String, range: Range<Int>, message: String) throws {
        let error = #expect(throws: CompileError.self) { try Brazil.environment.compile(text) }
        #expect(error?.issues.map(\.message) == [message])
        #expect(error?.issues.first?.range == range)
    }
}

/// A Sunday noon in São Paulo.
enum Brazil {
    static let now = Timestamp(rfc3339: "2026-11-22T10:05:09-03:00") ?? Timestamp(milliseconds: 0)

    static let region = Region(
        locale: .brazilianPortuguese, zone: Zone(named: "America/Sao_Paulo") ?? .utc, currency: Currency(code: "BRL") ?? .usDollar
    )

    static let environment = Environment(
        variables: [Variable("now", .timestamp), Variable("x", .double), Variable("quando", .dyn)], region: region)

    static let values: [Value] = [.timestamp(now), .double(1), .string("2026-11-22")]

    static func evaluate(_ text: String) throws -> Value {
        try environment.compile(text).evaluate(values)
    }
}
