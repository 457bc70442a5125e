import CEL

/// The `hours` policy: when it is open, by the clock of the bot's time zone.
struct OpeningHours: Sendable {
    let closed: NodeID?
    private let zone: Zone
    /// By weekday, 0 is Monday.
    private let ranges: [[TimeRange]]
    /// The key under which each weekday stands, where it does.
    private let keys: [String?]
    private let holidays: Set<Holiday>

    /// How far ahead the next opening is looked for.
    private static let daysAhead = 31

    init(_ written: HoursPolicy, in zone: Zone) {
        closed = written.closed?.value
        self.zone = zone
        var ranges = [[TimeRange]](repeating: [], count: 7)
        var keys = [String?](repeating: nil, count: 7)
        for days in written.days {
            for weekday in days.weekdays {
                ranges[weekday] = days.ranges.map(\.value).sorted { $0.start < $1.start }
                keys[weekday] = days.key.value
            }
        }
        self.ranges = ranges
        self.keys = keys
        holidays = Set(written.holidays)
    }

    /// How it stands at a moment.
    struct Status: Sendable, Equatable {
        let isOpen: Bool
        /// When it opens next, while it is closed.
        let opensAt: Timestamp?
        /// When it closes, while it is open and not open for weeks.
        let closesAt: Timestamp?
        /// The policy's key that decides, from `policies` on.
        let policy: String?
    }

    func status(at time: Timestamp) -> Status {
        let now = zone.localTime(at: time)
        guard let open = opening(at: now) else {
            let policy = isHoliday(now.day) ? "holidays" : keys[now.weekday]
            return Status(
                isOpen: false, opensAt: nextOpening(after: now).flatMap(zone.timestamp), closesAt: nil,
                policy: policy.map { "hours.\($0)" })
        }
        return Status(
            isOpen: true, opensAt: nil, closesAt: closing(from: open.end).flatMap(zone.timestamp),
            policy: keys[LocalTime(day: open.day).weekday].map { "hours.\($0)" })
    }

    private func isHoliday(_ day: Int) -> Bool {
        let date = LocalTime(day: day).monthAndDay
        return holidays.contains(.once(day)) || holidays.contains(.yearly(month: date.month, day: date.day))
    }

    /// What begins on a day; nothing on a holiday.
    private func openings(on day: Int) -> [TimeRange] { isHoliday(day) ? [] : ranges[LocalTime(day: day).weekday] }

    /// The day on which the range began that a moment lies in, and when that range ends. What began the day before may last past
    /// midnight.
    private func opening(at time: LocalTime) -> (day: Int, end: LocalTime)? {
        for day in [time.day, time.day - 1] {
            let second = (time.day - day) * 86_400 + time.secondOfDay
            for range in openings(on: day) {
                let end = (range.start + range.length) * 60
                guard range.start * 60 <= second, second < end else { continue }
                return (day, LocalTime(day: day + end / 86_400, secondOfDay: end % 86_400))
            }
        }
        return nil
    }

    /// The end of a range, or of those that follow it without a gap; `nil` when there is no end in sight.
    private func closing(from end: LocalTime) -> LocalTime? {
        var end = end
        for _ in 0..<OpeningHours.daysAhead {
            guard let next = opening(at: end) else { return end }
            end = next.end
        }
        return nil
    }

    private func nextOpening(after time: LocalTime) -> LocalTime? {
        for day in time.day...time.day + OpeningHours.daysAhead {
            for range in openings(on: day) where day > time.day || range.start * 60 > time.secondOfDay {
                return LocalTime(day: day, secondOfDay: range.start * 60)
            }
        }
        return nil
    }
}

extension OpeningHours {
    /// The type of `hours` in expressions.
    static let type = ObjectType(
        name: "hours",
        fields: [
            CEL.Field("open", .bool), CEL.Field("opens_at", .optional(.timestamp)), CEL.Field("closes_at", .optional(.timestamp)),
        ])

    func value(at time: Timestamp) -> Value {
        let status = status(at: time)
        var members: [(String, Value)] = [("open", .bool(status.isOpen))]
        if let opensAt = status.opensAt { members.append(("opens_at", .timestamp(opensAt))) }
        if let closesAt = status.closesAt { members.append(("closes_at", .timestamp(closesAt))) }
        return .map(MapValue(members))
    }
}
