import CEL
import Testing

@testable import Engine

@Suite("answers as people write them")
struct AnswerTypeTests {
    /// Monday, 23 November 2026, 22:30 in São Paulo, where it is Tuesday by UTC.
    private static let now = Timestamp(milliseconds: 1_795_483_800_000)

    private static let brazil: Region = {
        let zone = Zone(named: "America/Sao_Paulo")
        return Region(locale: .brazilianPortuguese, zone: zone ?? .utc, currency: Currency(code: "BRL") ?? .usDollar)
    }()

    private static func read(_ text: String, _ type: AnswerType, _ region: Region = brazil) -> JSON? {
        type.value(of: text, at: now, in: region).map { JSON($0) }
    }

    @Test(
        "a day is written out or told from today",
        arguments: [
            ("hoje", "2026-11-23"), ("Amanhã!", "2026-11-24"), ("depois de amanha", "2026-11-25"), ("ontem", "2026-11-22"),
            ("anteontem", "2026-11-21"), ("12/3", "2026-03-12"), ("12/03/2027", "2027-03-12"), ("2 de dezembro", "2026-12-02"),
            ("terça", "2026-11-24"), ("segunda", "2026-11-30"), ("na sexta-feira", "2026-11-27"),
            ("próximo sábado", "2026-11-28"),
            ("dom", "2026-11-29"), ("quarta que vem", "2026-11-25"), ("daqui a 3 dias", "2026-11-26"),
            ("em duas semanas", "2026-12-07"), ("daqui a um mês", "2026-12-23"), ("dia 25", "2026-11-25"),
            ("no dia 12", "2026-12-12"), ("dia 31", "2026-12-31"), ("dia 23", "2026-11-23"), ("2026-12-24", "2026-12-24"),
            ("talvez", nil), ("31/02", nil), ("dia 40", nil), ("segunda ou terça", nil), ("12", nil), ("", nil), ("que vem", nil),
            ("daqui a", nil), ("em mil dias", nil),
        ] as [(String, String?)])
    func date(text: String, day: String?) {
        #expect(Self.read(text, .date) == day.map { .string($0) })
    }

    @Test(
        "a day in English, by UTC",
        arguments: [
            ("today", "2026-11-24"), ("tomorrow", "2026-11-25"), ("the day after tomorrow", "2026-11-26"),
            ("yesterday", "2026-11-23"), ("next Monday", "2026-11-30"), ("on fri", "2026-11-27"), ("in two weeks", "2026-12-08"),
            ("3/12", "2026-03-12"), ("the day 3", "2026-12-03"), ("amanhã", nil),
        ] as [(String, String?)])
    func english(text: String, day: String?) {
        #expect(Self.read(text, .date, .default) == day.map { .string($0) })
    }

    @Test(
        "numbers in digits and words",
        arguments: [
            ("12", 12), (" 1.234 ", 1234), ("-3", -3), ("zero", 0), ("doze", 12), ("Vinte e um", 21), ("noventa e nove", 99),
            ("cem", 100), ("duas", 2), ("12,5", nil), ("vinte e doze", nil), ("um dois", nil), ("um milhão", nil), ("", nil),
            ("99999999999999999999", nil), ("12 ou 13", nil),
        ] as [(String, Int64?)])
    func integer(text: String, number: Int64?) {
        #expect(Self.read(text, .integer) == number.map { .int($0) })
    }

    @Test("numbers in English words", arguments: [("twenty-one", 21), ("a hundred", 100), ("one hundred", 100), ("seven", 7)])
    func englishNumber(text: String, number: Int64) {
        #expect(Self.read(text, .integer, .default) == .int(number))
    }

    @Test(
        "an amount of money",
        arguments: [
            ("R$ 1.234,56", 1234.56), ("r$50", 50), ("50 reais", 50), ("50,5", 50.5), ("cinquenta reais", 50), ("2 mil", 2000),
            ("mil reais", 1000), ("1,5 mil", 1500), ("50 reais e 20 centavos", 50.2), ("20 centavos", 0.2), ("R$ 0,10", 0.1),
            ("100 mil reais", 100_000), ("-5", nil), ("1,234", nil), ("barato", nil), ("reais", nil), ("", nil),
            ("e 200 centavos", nil), ("50 50", nil),
        ] as [(String, Double?)])
    func money(text: String, amount: Double?) {
        #expect(Self.read(text, .money) == amount.map { .double($0) })
    }

    @Test(
        "a CPF by its check digits",
        arguments: [
            ("529.982.247-25", "529.982.247-25"), ("52998224725", "529.982.247-25"), (" 529 982 247 25 ", "529.982.247-25"),
            ("529.982.247-24", nil), ("529.982.247-15", nil), ("111.111.111-11", nil), ("5299822472", nil), ("5299822472a", nil),
            ("０５２９９８２２４７２", nil), ("", nil),
        ] as [(String, String?)])
    func cpf(text: String, number: String?) {
        #expect(Self.read(text, .cpf) == number.map { .string($0) })
    }

    @Test(
        "an e-mail address among words",
        arguments: [
            ("ana@exemplo.com.br", "ana@exemplo.com.br"), ("Meu e-mail é Ana.S+loja@Exemplo.COM.", "Ana.S+loja@exemplo.com"),
            ("<ana@x-y.io>", "ana@x-y.io"), ("ana@exemplo", nil), ("ana@@x.com", nil), ("a..b@x.com", nil),
            (".ana@x.com", "ana@x.com"), ("ana@x..com", nil),
            ("ana@-x.com", nil), ("a@x.com ou b@x.com", nil), ("arroba", nil), ("ana@x.c0m", nil), ("@", nil), ("", nil),
        ] as [(String, String?)])
    func email(text: String, address: String?) {
        #expect(Self.read(text, .email) == address.map { .string($0) })
    }

    @Test(
        "a telephone number as E.164",
        arguments: [
            ("(11) 99999-0001", "+5511999990001"), ("11999990001", "+5511999990001"), ("+55 11 99999-0001", "+5511999990001"),
            ("5511999990001", "+5511999990001"), ("011 3333-4444", "+551133334444"), ("55 3222-1111", "+555532221111"),
            ("+1 (415) 555-2671", "+14155552671"), ("99999-0001", nil), ("(20) 99999-0001", nil), ("11 8999-0001", nil),
            ("+55 11 9999", nil), ("1+1", nil), ("meu número", nil), ("", nil),
        ] as [(String, String?)])
    func phone(text: String, number: String?) {
        #expect(Self.read(text, .phone) == number.map { .string($0) })
    }

    @Test("elsewhere a telephone number has its country's code")
    func foreignPhone() {
        #expect(Self.read("11999990001", .phone, .default) == nil)
        #expect(Self.read("+5511999990001", .phone, .default) == "+5511999990001")
    }

    @Test(
        "a yes or a no",
        arguments: [
            ("Sim", true), ("s", true), ("claro!", true), ("Com certeza, obrigada", true), ("sim, por favor", true),
            ("OK 👍", nil),
            ("👍", true), ("yes please", true), ("não", false), ("Não, obrigado.", false), ("nope", false), ("agora não", false),
            ("não sei", nil), ("talvez", nil), ("", nil), ("obrigado", nil),
        ] as [(String, Bool?)])
    func boolean(text: String, truth: Bool?) {
        #expect(Self.read(text, .boolean) == truth.map { .bool($0) })
    }
}
