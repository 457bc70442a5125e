/// How a zone's clocks go on after its last known transition: the `TZ` string at the end of its file, such as `EST5EDT,M3.2.0,M11.1.0`.
///
/// - SeeAlso: RFC 8536, section 3.3; POSIX.1-2017, "Environment Variables", `TZ`.
struct TimeZoneRule: Sendable {
    /// Seconds east of UTC.
    private let standard: Int
    private let summer: Summer?

    private struct Summer: Sendable {
        let offset: Int
        let start: Change
        let end: Change
    }

    /// `nil` when the text is of another form.
    init?(_ text: String) {
        var reader = Reader(rest: Array(text.utf8)[...])
        guard reader.skipName(), let west = reader.time() else { return nil }
        standard = -west
        guard !reader.rest.isEmpty else {
            summer = nil
            return
        }
        guard reader.skipName() else { return nil }
        let offset = reader.rest.first == UInt8(ascii: ",") ? standard + 3600 : reader.time().map { -$0 }
        guard let offset, reader.take(","), let start = reader.change(), reader.take(","), let end = reader.change(),
            reader.rest.isEmpty
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    func offset(at seconds: Int64) -> Int {
        guard let summer else { return standard }
        let year = CalendarTime(seconds: seconds + Int64(standard)).year
        let start = summer.start.seconds(in: year) - Int64(standard)
        let end = summer.end.seconds(in: year) - Int64(summer.offset)
        let isSummer = start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
        return isSummer ? summer.offset : standard
    }

    /// The moment of a change of clocks, in each year.
    private struct Change: Sendable {
        enum Day: Sendable {
            /// Of the year from 1; the 29th of February is never counted.
            case withoutLeapDay(Int)
            /// Of the year from 0.
            case ofYear(Int)
            /// The `week`-th `weekday` of the month; the fifth is the last.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        let day: Day
        /// Seconds from midnight; may be negative or more than a day.
        let time: Int

        /// By the zone's own clock before the change.
        func seconds(in year: Int) -> Int64 {
            let days: Int
            switch day {
            case .ofYear(let number): days = CalendarTime.days(sinceEpochTo: year, 1, 1) + number
            case .withoutLeapDay(let number):
                let leap = number >= 60 && CalendarTime.days(inMonth: 2, of: year) == 29 ? 1 : 0
                days = CalendarTime.days(sinceEpochTo: year, 1, 1) + number - 1 + leap
            case .weekday(let month, let week, let weekday):
                let first = CalendarTime.days(sinceEpochTo: year, month, 1)
                let skipped = Int((Int64(weekday) - Int64(first) - 4).flooredRemainder(by: 7))
                let length = CalendarTime.days(inMonth: month, of: year)
                let wanted = skipped + (week - 1) * 7
                days = first + (wanted < length ? wanted : wanted - 7)
            }
            return Int64(days) * 86_400 + Int64(time)
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func take(_ letter: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: letter) else { return false }
            rest.removeFirst()
            return true
        }

        /// `EST`, or `<-03>`.
        mutating func skipName() -> Bool {
            if take("<") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }
                return take(">")
            }
            let name = rest.prefix { Unicode.Scalar($0).startsName }
            rest = rest.dropFirst(name.count)
            return name.count >= 3
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { Unicode.Scalar($0).isDigit }
            rest = rest.dropFirst(digits.count)
            return digits.count < 6 ? Int(String(decoding: digits, as: UTF8.self)) : nil
        }

        /// Hours with minutes and seconds, in seconds.
        mutating func time() -> Int? {
            let isNegative = take("-")
            if !isNegative { _ = take("+") }
            guard var seconds = number().map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where take(":") {
                guard let part = number() else { return nil }
                seconds += part * unit
            }
            return isNegative ? -seconds : seconds
        }

        mutating func change() -> Change? {
            guard let day = day() else { return nil }
            guard take("/") else { return Change(day: day, time: 7200) }
            return time().map { Change(day: day, time: $0) }
        }

        private mutating func day() -> Change.Day? {
            if take("J") { return number().map { .withoutLeapDay($0) } }
            guard take("M") else { return number().map { .ofYear($0) } }
            guard let month = number(), take("."), let week = number(), take("."), let weekday = number(),
                (1...12).contains(month), (1...5).contains(week), weekday < 7
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
    }
}
