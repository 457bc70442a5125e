/// What people write, read as the region writes it.
extension Region {
    /// A day as `2026-11-22`: written out, or told from the day that it is at `time` in the region's zone.
    public func day(in text: String, at time: Timestamp) -> String? {
        let today = conventions.zone.clock(at: time)
        let relative = CalendarDay(year: today.year, month: today.month, day: today.day).flatMap {
            RelativeDayReader(locale: conventions.locale, today: $0).day(in: text)
        }
        return (relative ?? DateReader(locale: conventions.locale, today: today).day(in: text))?.description
    }

    /// A number in digits, as people of the region write it, or in words when it is whole and at most a hundred.
    public func number(in text: String) -> Double? {
        NumberReader(locale: conventions.locale).number(in: text)
            ?? NumberWords(language: conventions.locale.language).number(in: text).map(Double.init)
    }

    /// Such as `pt`.
    public var language: String { conventions.locale.language }

    /// Such as `BRL`.
    public var currencyCode: String { conventions.currency.code }
}
