/// A place's clock: UTC, a zone of the system's tz database, or hours and minutes east of UTC.
public struct Zone: Sendable {
    private enum Rule: Sendable {
        case fixed(Int)
        case data(TimeZoneData)
    }

    public let name: String
    private let rule: Rule

    public static let utc = Zone(name: "UTC", rule: .fixed(0))

    private init(name: String, rule: Rule) {
        self.name = name
        self.rule = rule
    }

    /// - Parameter name: `UTC`, a name such as `America/Sao_Paulo`, or `+02:00`, `-03:00`, `02:00`.
    /// `nil` when the tz database has no such name, or is not installed.
    public init?(named name: String) {
        if name == "UTC" || name == "Z" || name.isEmpty {
            self = .utc
            return
        }
        var reader = DigitReader(Array((name.first?.isNumber == true ? "+" + name : name).utf8))
        if let offset = reader.offset(), reader.isAtEnd {
            self.init(name: name, rule: .fixed(offset))
            return
        }
        guard let data = TimeZoneData(named: name) else { return nil }
        self.init(name: name, rule: .data(data))
    }

    /// The names of places in the tz database, read each time; none when it is not installed.
    public static var names: [String] { ["UTC"] + TimeZoneData.names }

    /// Seconds east of UTC.
    func offset(at seconds: Int64) -> Int {
        switch rule {
        case .fixed(let offset): offset
        case .data(let data): data.offset(at: seconds)
        }
    }

    /// A moment by the zone's clock.
    func clock(at time: Timestamp) -> CalendarTime {
        CalendarTime(seconds: time.seconds + Int64(offset(at: time.seconds)))
    }

    /// Days since 1970-01-01 by the zone's calendar.
    func day(of time: Timestamp) -> Int {
        Int((time.seconds + Int64(offset(at: time.seconds))).flooredDivision(by: 86_400))
    }

    /// The moment at which the zone's clock shows so many seconds since 1970-01-01T00:00:00. Where clocks were put back and show
    /// it twice it is the first, where they were put forward and never show it the moment as far after the change.
    func seconds(ofClock clock: Int64) -> Int64 {
        let before = clock - Int64(offset(at: clock - 86_400))
        if before + Int64(offset(at: before)) == clock { return before }
        let after = clock - Int64(offset(at: clock + 86_400))
        return after + Int64(offset(at: after)) == clock ? after : before
    }
}
