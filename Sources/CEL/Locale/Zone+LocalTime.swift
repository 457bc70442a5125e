/// A moment as a place's clock and calendar show it.
public struct LocalTime: Sendable, Hashable {
    /// Days since 1970-01-01.
    public let day: Int
    /// 0 through 86,399.
    public let secondOfDay: Int

    public init(day: Int, secondOfDay: Int = 0) {
        self.day = day
        self.secondOfDay = secondOfDay
    }

    /// 0 is Monday.
    public var weekday: Int { Int((Int64(day) + 3).flooredRemainder(by: 7)) }

    /// The month, 1 through 12, and the day of it, 1 through 31.
    public var monthAndDay: (month: Int, day: Int) {
        let calendar = CalendarTime(seconds: Int64(day) * 86_400)
        return (calendar.month, calendar.day)
    }

    /// The number of a day that is written as `2026-12-25`; `nil` when the calendar has none such.
    public static func day(of text: String) -> Int? { CalendarDay(text)?.number }
}

extension Zone {
    public func localTime(at time: Timestamp) -> LocalTime {
        let seconds = time.seconds + Int64(offset(at: time.seconds))
        return LocalTime(day: day(of: time), secondOfDay: Int(seconds.flooredRemainder(by: 86_400)))
    }

    /// When the zone's clock shows this: the first of two moments where clocks are put back, the one as long after the change where
    /// they are put forward. `nil` when it is out of range.
    public func timestamp(of time: LocalTime) -> Timestamp? {
        Timestamp(seconds: seconds(ofClock: Int64(time.day) * 86_400 + Int64(time.secondOfDay)))
    }
}
