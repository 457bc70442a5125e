import CEL
import Testing

@Suite("times and spans")
struct TimeTests {
    private func evaluate(_ text: String) throws -> Value {
        try Environment(variables: [], profile: .standard).compile(text).evaluate([])
    }

    @Test(
        "a time reads as RFC 3339 and writes itself in UTC",
        arguments: [
            ("2026-11-22T19:00:00-03:00", "2026-11-22T22:00:00Z"), ("2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.5Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
            ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"),
        ]
    )
    func texts(text: String, expected: String) {
        #expect(Timestamp(rfc3339: text)?.description == expected)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z", "2023-01-01T24:00:00Z", "2023-01-01 00:00:00Z",
            "2023-01-01T00:00:00", "2023-01-01T00:00:00.Z", "0001-01-01T00:00:00+01:00", "", "2023-01-01T00:00:00Zx",
        ]
    )
    func refused(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(
        "a span reads as numbers with units",
        arguments: [
            ("72h", Int64(259_200_000_000_000)), ("1h30m", 5_400_000_000_000), ("-1.5s", -1_500_000_000), ("0", 0),
            ("10ms", 10_000_000),
            ("1us2ns", 1_002), (".5s", 500_000_000),
        ]
    )
    func spans(text: String, nanoseconds: Int64) {
        #expect(TimeSpan(text)?.nanoseconds == nanoseconds)
    }

    @Test(
        "what is no span is refused", arguments: ["", "3d", "h", "1", "-", "1.s.", "300000h0h9999999999999999999999999h", "s1"])
    func refusedSpans(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(
        "the parts of a time follow the zone's clock",
        arguments: [
            ("timestamp('2026-11-23T01:30:00Z').getHours('America/Sao_Paulo')", Int64(22)),
            ("timestamp('2018-12-01T12:00:00Z').getHours('America/Sao_Paulo')", 10),
            ("timestamp('2026-07-01T12:00:00Z').getHours('America/New_York')", 8),
            ("timestamp('2026-12-01T12:00:00Z').getHours('America/New_York')", 7),
            ("timestamp('2050-07-01T12:00:00Z').getHours('America/New_York')", 8),
            ("timestamp('2050-12-01T12:00:00Z').getHours('America/New_York')", 7),
            ("timestamp('2060-01-15T12:00:00Z').getHours('Australia/Sydney')", 23),
            ("timestamp('2060-07-15T12:00:00Z').getHours('Australia/Sydney')", 22),
            ("timestamp('2026-11-23T01:30:00Z').getDayOfWeek('-03:00')", 0),
        ]
    )
    func zones(text: String, expected: Int64) throws {
        #expect(try evaluate(text) == .int(expected))
    }

    @Test(
        "a zone that the database does not have is an error",
        arguments: ["Mars/Base", "../../etc/passwd", "/etc/passwd", "zone.tab", "America"])
    func unknownZones(zone: String) throws {
        let program = try Environment(variables: [Variable("z", .string)]).compile("timestamp(0).getHours(z)")
        #expect(throws: EvaluationError.self) { try program.evaluate([.string(zone)]) }
    }
}
