/// A day of the proleptic Gregorian calendar, in the years 1 through 9999; in expressions it is a text, `2026-11-22`.
struct CalendarDay {
    /// Days since 1970-01-01.
    let number: Int

    private static let range = CalendarTime.days(sinceEpochTo: 1, 1, 1)...CalendarTime.days(sinceEpochTo: 9999, 12, 31)

    /// `nil` when the day is out of range.
    init?(number: Int) {
        guard CalendarDay.range.contains(number) else { return nil }
        self.number = number
    }

    /// The first or last day there is, when the number is beyond it.
    init(clamping number: Int) {
        self.number = min(max(number, CalendarDay.range.lowerBound), CalendarDay.range.upperBound)
    }

    /// `nil` when the calendar has no such day.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...CalendarTime.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        number = CalendarTime.days(sinceEpochTo: year, month, day)
    }

    init?(_ text: String) {
        var reader = DigitReader(Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    var calendar: CalendarTime { CalendarTime(seconds: Int64(number) * 86_400) }

    /// The same day of another month, or the last one of a month that is shorter.
    ///
    /// - Parameter months: At most 200,000 either way.
    func adding(months: Int) -> CalendarDay? {
        let day = calendar
        let total = day.year * 12 + day.month - 1 + months
        guard total >= 12 else { return nil }
        let (year, month) = (total / 12, total % 12 + 1)
        return CalendarDay(year: year, month: month, day: min(day.day, CalendarTime.days(inMonth: month, of: year)))
    }
}

extension CalendarDay: CustomStringConvertible {
    var description: String {
        DatePattern.iso.text(of: calendar, in: .americanEnglish)
    }
}
