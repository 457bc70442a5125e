/// RFC 3339, section 5.6.
extension Timestamp: CustomStringConvertible {
    /// In UTC, with as many digits after the second as there are: `2009-02-13T23:31:30.5Z`.
    public var description: String {
        let day = CalendarTime(seconds: seconds)
        let date = "\(day.year.padded(4))-\(day.month.padded(2))-\(day.day.padded(2))"
        let time = "\(day.hour.padded(2)):\(day.minute.padded(2)):\(day.second.padded(2))"
        return "\(date)T\(time)\(Int64(nanoseconds).fraction)Z"
    }

    /// `nil` when the text is no time of RFC 3339, or out of range.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.take("T") || reader.take("t"), let hour = reader.number(2), reader.take(":"),
            let minute = reader.number(2), reader.take(":"), let second = reader.number(2),
            (1...12).contains(month), (1...CalendarTime.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var nanoseconds = 0
        if reader.take(".") {
            guard let fraction = reader.fraction() else { return nil }
            nanoseconds = fraction
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        let days = CalendarTime.days(sinceEpochTo: year, month, day)
        let clock = hour * 3600 + minute * 60 + second - offset
        self.init(seconds: Int64(days * 86_400 + clock), nanoseconds: Int32(nanoseconds))
    }
}

extension Int {
    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
