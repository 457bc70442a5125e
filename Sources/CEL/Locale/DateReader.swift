/// Reads days as people write them: `22/11/2026`, `22-11-26`, `22/11`, `22 de novembro de 2026`, `2026-11-22`, `22112026`.
struct DateReader {
    let locale: LocaleData
    /// For what is left out: a day without a year is of this one, and of two digits the year that is at most 79 years ago and 20 ahead.
    let today: CalendarTime

    private static let longest = 64

    private struct Number {
        let value: Int
        let width: Int
    }

    func day(in text: String) -> CalendarDay? {
        guard text.utf8.count <= DateReader.longest, let (numbers, month) = tokens(of: text.trimmed) else { return nil }
        if let month { return self.day(of: numbers, inMonth: month) }
        switch numbers.count {
        case 1: return digits(numbers[0])
        case 2: return order.first == "M" ? day(nil, numbers[0], numbers[1]) : day(nil, numbers[1], numbers[0])
        case 3:
            if numbers[0].width > 2 { return day(numbers[0], numbers[1], numbers[2]) }
            if order.first == "y", numbers[2].width <= 2 { return day(numbers[0], numbers[1], numbers[2]) }
            return order.first == "M" ? day(numbers[2], numbers[0], numbers[1]) : day(numbers[2], numbers[1], numbers[0])
        default: return nil
        }
    }

    /// The language's order of day, month and year.
    private var order: [Unicode.Scalar] { ((try? DatePattern(locale.datePattern)) ?? .iso).order }

    private func day(of numbers: [Number], inMonth month: Int) -> CalendarDay? {
        let month = Number(value: month, width: 2)
        switch numbers.count {
        case 1: return day(nil, month, numbers[0])
        case 2: return numbers[0].width > 2 ? day(numbers[0], month, numbers[1]) : day(numbers[1], month, numbers[0])
        default: return nil
        }
    }

    private func day(_ year: Number?, _ month: Number, _ day: Number) -> CalendarDay? {
        guard month.width <= 2, day.width <= 2 else { return nil }
        let full: Int
        switch year?.width {
        case nil: full = today.year
        case 2: full = DateReader.fullYear(year?.value ?? 0, near: today.year)
        case 4: full = year?.value ?? 0
        default: return nil
        }
        return CalendarDay(year: full, month: month.value, day: day.value)
    }

    private static func fullYear(_ short: Int, near year: Int) -> Int {
        let latest = year + 20
        let full = latest - latest % 100 + short
        return full <= latest ? full : full - 100
    }

    /// Eight digits without anything between them.
    private func digits(_ number: Number) -> CalendarDay? {
        guard number.width == 8 else { return nil }
        let value = number.value
        switch order.first {
        case "y": return CalendarDay(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        case "M": return CalendarDay(year: value % 10_000, month: value / 1_000_000, day: value / 10_000 % 100)
        default: return CalendarDay(year: value % 10_000, month: value / 10_000 % 100, day: value / 1_000_000)
        }
    }

    /// The numbers, and the month that a word names; `nil` when there is anything else but short words such as 'de'.
    private func tokens(of text: String) -> (numbers: [Number], month: Int?)? {
        var numbers: [Number] = []
        var month: Int?
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if let digit = DateReader.digit(scalar) {
                let run = rest.prefix { DateReader.digit($0) != nil }
                guard run.count <= 8 else { return nil }
                let value = run.dropFirst().reduce(digit) { $0 * 10 + (DateReader.digit($1) ?? 0) }
                numbers.append(Number(value: value, width: run.count))
                rest = rest.dropFirst(run.count)
            } else if scalar.properties.isAlphabetic {
                let word = rest.prefix { $0.properties.isAlphabetic || $0.properties.generalCategory == .nonspacingMark }
                rest = rest.dropFirst(word.count)
                if let found = self.month(String(scalars: word).folded) {
                    guard month == nil else { return nil }
                    month = found
                } else if word.count > 2 {
                    return nil
                }
            } else {
                guard " /-.,\u{A0}\u{202F}".unicodeScalars.contains(scalar) else { return nil }
                rest = rest.dropFirst()
            }
        }
        return (numbers, month)
    }

    /// 1 through 12, of a whole name or its first letters, three at least.
    private func month(_ word: String) -> Int? {
        for names in [locale.months, locale.standaloneMonths, locale.shortMonths] {
            let found = names.indices.filter { index in
                let name = names[index].folded
                return name == word || (word.unicodeScalars.count > 2 && name.hasPrefix(word))
            }
            if found.count == 1 { return found[0] + 1 }
        }
        return nil
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        scalar.properties.numericType == .decimal ? Character(scalar).wholeNumberValue : nil
    }
}
