import CEL
import Testing

@testable import Engine

@Suite("opening hours")
struct OpeningHoursTests {
    private static func hours(_ hours: String, zone: String) throws -> OpeningHours {
        let text = """
            version: 1
            bot: {id: horas, name: Horas, timezone: \(zone)}
            graph: {start: fim, nodes: {fim: {end: pronto}}}
            policies: {hours: {\(hours)}}
            """
        let compiled = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(text.utf8)]))
        let bot = try #require(compiled.bot)
        return try #require(bot.graph.policies.hours)
    }

    private static func text(_ time: Timestamp?) -> String { time.flatMap { Value.timestamp($0).plainText } ?? "-" }

    @Test(
        "follow the zone's clock, also on the days on which it is changed",
        arguments: [
            // Berlin puts its clocks forward at 02:00 on the 29th of March 2026, and back at 03:00 on the 25th of October.
            ("sun: ['01:00-04:00']", "2026-03-29T00:30:00Z", "open until 2026-03-29T02:00:00Z"),
            ("sun: ['02:30-04:00']", "2026-03-29T00:45:00Z", "closed until 2026-03-29T01:30:00Z"),
            ("sun: ['02:30-04:00']", "2026-03-29T01:15:00Z", "open until 2026-03-29T02:00:00Z"),
            ("sun: ['01:00-04:00']", "2026-10-25T01:30:00Z", "open until 2026-10-25T03:00:00Z"),
            ("sat: ['22:00-02:30']", "2026-10-24T23:30:00Z", "open until 2026-10-25T00:30:00Z"),
            // Past midnight, and on to the range that follows at once.
            (
                "fri: ['22:00-02:00'], sat: ['02:00-03:00', '10:00-24:00']", "2026-01-09T23:00:00Z",
                "open until 2026-01-10T02:00:00Z"
            ),
            (
                "fri: ['22:00-02:00'], sat: ['10:00-24:00'], sun: ['00:00-01:00']", "2026-01-10T22:00:00Z",
                "open until 2026-01-11T00:00:00Z"
            ),
            // The bounds: the first minute is in, the last one out.
            ("mon-fri: ['08:00-12:00']", "2026-01-12T07:00:00Z", "open until 2026-01-12T11:00:00Z"),
            ("mon-fri: ['08:00-12:00']", "2026-01-12T11:00:00Z", "closed until 2026-01-13T07:00:00Z"),
            // On a holiday nothing begins, and what began before it goes on.
            ("mon-sun: ['22:00-02:00'], holidays: ['01-01']", "2026-01-01T00:30:00Z", "open until 2026-01-01T01:00:00Z"),
            ("mon-sun: ['22:00-02:00'], holidays: ['01-01']", "2026-01-01T21:30:00Z", "closed until 2026-01-02T21:00:00Z"),
            ("mon-sun: ['08:00-12:00'], holidays: ['2027-01-01']", "2026-01-01T08:00:00Z", "open until 2026-01-01T11:00:00Z"),
            ("mon: []", "2026-01-12T11:00:00Z", "closed until -"),
            ("mon-sun: ['00:00-24:00']", "2026-01-12T11:00:00Z", "open until -"),
        ])
    func status(hours: String, at time: String, expected: String) throws {
        let status = try Self.hours(hours, zone: "Europe/Berlin").status(at: try #require(Timestamp(rfc3339: time)))
        let found = status.isOpen ? "open until \(Self.text(status.closesAt))" : "closed until \(Self.text(status.opensAt))"
        #expect(found == expected)
    }
}
