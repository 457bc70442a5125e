import CEL
import Testing

@Suite("functions for days and times")
struct DateFunctionTests {
    typealias Row = HostFunctionTests.Row

    @Test(
        "days and times are written as the bot's language does, by its clock",
        arguments: [
            Row("date(now)", "22/11/2026"), Row("time(now)", "10:05"), Row("datetime(now)", "22/11/2026 10:05"),
            Row("date(quando)", "22/11/2026"), Row("date('2026-11-22T01:00:00Z')", "21/11/2026"),
            Row("date(now, \"dd 'de' MMMM\")", "22 de novembro"),
            Row("date(now, \"EEEE, d 'de' MMMM 'de' yyyy\")", "domingo, 22 de novembro de 2026"),
            Row("date(now, 'EEE dd MMM')", "dom. 22 nov."), Row("date(now, 'd/M/yy')", "22/11/26"),
            Row("date(now, \"H'h'mm\")", "10h05"),
            Row("date(now, 'hh:mm:ss a')", "10:05:09 AM"), Row("date(now, \"'às' HH''mm\")", "às 10'05"),
            Row("date('2026-03-05', 'd/M')", "5/3"), Row("date(timestamp('2026-01-01T03:30:00Z'), 'h a')", "12 AM"),
            Row("time(now, 'America/Manaus')", "09:05"), Row("datetime(now, 'UTC')", "22/11/2026 13:05"),
            Row("time(now, '+05:30')", "18:35"), Row("date(now, '', '', 'en-US')", "11/22/2026"),
            Row("time(now, '', 'en-US')", "10:05 AM"),
            Row("date(now, 'dd MMMM', 'UTC', 'en')", "22 November"),
            Row("date(timestamp('0001-01-01T00:00:00Z'))", "31/12/0000"),
            Row("date(timestamp('9999-12-31T23:59:59Z'), '', '+09:00')", "01/01/10000"),
        ])
    func texts(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test(
        "days are counted by the calendar of the bot's zone",
        arguments: [
            Row("today()", "2026-11-22"), Row("today('Asia/Tokyo')", "2026-11-22"), Row("today('-14:00')", "2026-11-21"),
            Row("now() == now", value: .bool(true)), Row("[1].exists(now, now() > timestamp(0))", value: .bool(true)),
            Row("addDays('2026-12-31', 1)", "2027-01-01"), Row("addDays('2024-03-01', -1)", "2024-02-29"),
            Row("string(addDays(now, 1))", "2026-11-23T13:05:09Z"), Row("addMonths('2026-01-31', 1)", "2026-02-28"),
            Row("addMonths('2026-01-31', 13)", "2027-02-28"), Row("addMonths('2026-01-15', -1)", "2025-12-15"),
            Row("string(addMonths(now, 3))", "2027-02-22T13:05:09Z"),
            Row("daysBetween('2026-11-22', '2026-12-25')", value: .int(33)),
            Row("daysBetween(now, '2026-11-21')", value: .int(-1)), Row("daysBetween(today(), now())", value: .int(0)),
            Row("daysBetween('2026-11-22T01:00:00Z', now)", value: .int(1)),
            Row("daysBetween('0001-01-01', '9999-12-31')", value: .int(3_652_058)), Row("quando == today()", value: .bool(true)),
        ])
    func arithmetic(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test("another day has the same time of day, also when clocks are changed in between")
    func changedClocks() throws {
        let region = Region(zone: try #require(Zone(named: "America/New_York")))
        let environment = Environment(variables: [], region: region)
        func time(_ text: String) throws -> Value { try environment.compile("time(addDays(timestamp(\(text)), 1))").evaluate([]) }
        #expect(try time("'2026-03-07T12:00:00-05:00'") == .string("12:00 PM"))
        #expect(try time("'2026-10-31T12:00:00-04:00'") == .string("12:00 PM"))
        // At 02:30 there is no such time on the next day; at 01:30 there are two.
        #expect(try time("'2026-03-07T02:30:00-05:00'") == .string("3:30 AM"))
        let first = try environment.compile("addDays(timestamp('2026-10-31T01:30:00-04:00'), 1)").evaluate([])
        #expect(first == .timestamp(try #require(Timestamp(rfc3339: "2026-11-01T01:30:00-04:00"))))
    }

    @Test(
        "a day that a person wrote is read",
        arguments: [
            Row("parseDate('22/11/2026')", "2026-11-22"), Row("parseDate('5/3')", "2026-03-05"),
            Row("parseDate('05-03-27')", "2027-03-05"),
            Row("parseDate('1.2.85')", "1985-02-01"), Row("parseDate('01/01/46')", "2046-01-01"),
            Row("parseDate('01/01/47')", "1947-01-01"),
            Row("parseDate('2026-11-22')", "2026-11-22"), Row("parseDate('22112026')", "2026-11-22"),
            Row("parseDate('22 de novembro de 2026')", "2026-11-22"), Row("parseDate('3 Março')", "2026-03-03"),
            Row("parseDate('1º de MAI. 27')", "2027-05-01"), Row("parseDate(' 29/02/2024 ')", "2024-02-29"),
            Row("parseDate('29/02/2025', '-')", "-"), Row("parseDate('amanhã', '')", ""), Row("parseDate('', '-')", "-"),
            Row("parseDate('22/13/2026', '-')", "-"), Row("parseDate('22/11/2026 10:00', '-')", "-"),
            Row("parseDate('1/2/3/4', '-')", "-"), Row("parseDate('22/11/026', '-')", "-"),
            Row("parseDate('0/0/0000', '-')", "-"),
            Row("parseDate('99999999999999999999', '-')", "-"), Row("parseDate('novembro', '-')", "-"),
        ])
    func parsed(row: Row) throws {
        #expect(try Brazil.evaluate(row.text) == row.expected)
    }

    @Test("a language that writes the month first reads it so")
    func americanDate() throws {
        let environment = Environment(variables: [Variable("now", .timestamp)])
        func read(_ text: String) throws -> Value {
            try environment.compile("parseDate('\(text)')").evaluate([.timestamp(Brazil.now)])
        }
        #expect(try read("11/22/2026") == .string("2026-11-22"))
        #expect(try read("11/22") == .string("2026-11-22"))
        #expect(try read("Nov 22, 2026") == .string("2026-11-22"))
        #expect(try read("22nd November 2026") == .string("2026-11-22"))
        #expect(throws: EvaluationError.self) { try read("22/11/2026") }
    }

    @Test(
        "what has no date is an error",
        arguments: [
            "date('ontem')", "time('2026-11-22')", "date('2026-02-30')", "date(quando, 'HH:mm')", "addDays('9999-12-31', 1)",
            "addDays(now, 9223372036854775807)", "addMonths('0001-01-01', -1)", "addMonths(now, -9223372036854775807 - 1)",
            "addDays(timestamp('0001-01-01T12:00:00Z'), -1)", "daysBetween('', now)", "parseDate('ontem')",
            "date(now, 'x' + 'x')", "date(now, 'dd', 'Mars' + '/Base')",
        ])
    func errors(text: String) throws {
        let program = try Brazil.environment.compile(text)
        #expect(throws: EvaluationError.self) { try program.evaluate(Brazil.values) }
    }

    @Test("without a time of the turn there are no functions of the clock", arguments: ["now()", "today()", "parseDate('1/1')"])
    func noClock(text: String) {
        #expect(throws: CompileError.self) { try Environment(variables: []).compile(text) }
        #expect(throws: CompileError.self) { try Environment(variables: [Variable("now", .string)]).compile(text) }
    }

    @Test("a function of the clock counts as reading the time")
    func readsTime() throws {
        #expect(try Brazil.environment.compile("today() > '2026'").variables == ["now"])
    }

    @Test("the standard profile has none of these functions")
    func standardProfile() {
        let environment = Environment(variables: [Variable("now", .timestamp)], profile: .standard)
        #expect(throws: CompileError.self) { try environment.compile("date(now)") }
    }
}
