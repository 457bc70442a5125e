import CEL

/// `hours:`, when people answer, by the clock of the bot's time zone.
struct HoursPolicy: MapReadable {
    /// Under `mon` or `mon-fri`; no ranges: closed all day.
    let days: [Days]
    let holidays: [Holiday]
    /// Where `handoff` leads outside of the hours, when it does not say so itself.
    let closed: Located<NodeID>?

    struct Days: Sendable {
        let key: Located<String>
        /// 0 is Monday.
        let weekdays: ClosedRange<Int>
        let ranges: [Located<TimeRange>]
    }

    static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static let keys: [(name: String, weekdays: ClosedRange<Int>)] =
        [("mon-fri", 0...4), ("sat", 5...5), ("sun", 6...6)]
        + names.indices.flatMap { first in
            names.indices.dropFirst(first).map { last in
                (first == last ? names[first] : "\(names[first])-\(names[last])", first...last)
            }
        }.filter { !["mon-fri", "sat", "sun"].contains($0.0) }

    static let dayFields = keys.map { key in
        Field.optional(
            key.name, Shape<[Located<TimeRange>]>.list(of: .located(.timeRange)),
            "the hours on \(key.weekdays.count == 1 ? "this day" : "each of these days"); '[]': closed all day",
            examples: key.name == "mon-fri" ? [#"["08:00-12:00", "13:30-18:00"]"#] : [])
    }
    static let holidays = Field.defaulted(
        "holidays", .list(of: .holiday), default: [], "days on which it is closed; without a year: every year",
        examples: [#"["2026-12-25", "01-01"]"#])
    static let closed = Field.optional(
        "closed", .node, "where 'handoff' leads outside of the hours, when it does not say so itself")
    static let fields = dayFields.reduce(Fields()) { $0.adding(Fields($1)) }.adding(Fields(holidays, closed)).ordered(
        by: ["mon-fri", "sat", "sun", holidays.name, closed.name])

    init(reading map: inout MapReader) throws(Unreadable) {
        var days: [Days] = []
        for (field, key) in zip(Self.dayFields, Self.keys) {
            guard let ranges = try map.read(field), let written = map.key(of: field) else { continue }
            days.append(Days(key: written, weekdays: key.weekdays, ranges: ranges))
        }
        self.days = days.sorted { $0.key.span.start < $1.key.span.start }
        holidays = try map.read(Self.holidays)
        closed = try map.read(Self.closed)
        if days.isEmpty {
            map.report(.missingKey("mon-fri", about: "the hours of some day at least", at: map.span))
        }
        report(&map)
    }

    private func report(_ map: inout MapReader) {
        for (place, day) in days.enumerated() {
            if let first = days[..<place].first(where: { $0.weekdays.overlaps(day.weekdays) }) {
                map.report(.daysTwice(day.key, first: first.key))
            }
        }
        // By minutes of the week, so that what goes past midnight meets the day after; the week is a circle.
        var seen: [(range: Range<Int>, written: Located<TimeRange>)] = []
        for day in days {
            for weekday in day.weekdays {
                for written in day.ranges {
                    let start = weekday * TimeRange.day + written.value.start
                    let range = start..<start + written.value.length
                    let week = 7 * TimeRange.day
                    let turns = [range, range.lowerBound - week..<range.upperBound - week]
                    if let other = seen.first(where: { other in turns.contains { $0.overlaps(other.range) } }) {
                        map.report(.hoursOverlap(written, first: other.written.span))
                        continue
                    }
                    seen.append((range, written))
                }
            }
        }
    }
}

/// From one time of day to another, in minutes; past midnight when it ends before it begins.
struct TimeRange: Sendable, Hashable {
    static let day = 24 * 60

    let start: Int
    /// Through 24:00.
    let end: Int

    /// `nil` for anything but two times such as `08:00-12:00`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { TimeRange.minutes($0.trimmed) }
        guard parts.count == 2, let start = parts[0], let end = parts[1], start < TimeRange.day, start != end else { return nil }
        self.start = start
        self.end = end
    }

    var length: Int { end > start ? end - start : end + TimeRange.day - start }

    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= day
        else { return nil }
        return hour * 60 + minute
    }
}

/// A day on which it is closed.
enum Holiday: Sendable, Hashable {
    /// Days since 1970-01-01.
    case once(Int)
    case yearly(month: Int, day: Int)

    init?(_ text: String) {
        if let day = LocalTime.day(of: text) {
            self = .once(day)
        } else if text.utf8.count == 5, let day = LocalTime.day(of: "2000-\(text)") {
            // A leap year, so that 02-29 is a day.
            let date = LocalTime(day: day).monthAndDay
            self = .yearly(month: date.month, day: date.day)
        } else {
            return nil
        }
    }
}

extension Shape where Value == TimeRange {
    fileprivate static var timeRange: Shape<TimeRange> {
        let schema = JSONSchema.type("string").with("pattern", "^[0-9]{1,2}:[0-9]{2} ?- ?[0-9]{1,2}:[0-9]{2}$")
        return .scalar("hours such as '08:00-12:00'", schema) { TimeRange($0.text) }
    }
}

extension Shape where Value == Holiday {
    fileprivate static var holiday: Shape<Holiday> {
        .scalar("a day such as '2026-12-25', or '12-25' for every year", .type("string")) { Holiday($0.text) }
    }
}
