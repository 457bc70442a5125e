import CEL
import FoundationEssentials
import FoundationInternationalization

/// Takes apart what Foundation writes in a language, for it does not tell the patterns that it writes by.
struct LocaleReader {
    let name: String
    private let locale: Locale
    private let zero: Unicode.Scalar

    /// - Parameter identifier: As Foundation names it.
    init(name: String, identifier: String) {
        self.name = name
        locale = Locale(identifier: identifier)
        let one = 1.formatted(.number.locale(locale)).unicodeScalars.first { $0.properties.numericType == .decimal }
        zero = one.flatMap { Unicode.Scalar($0.value - 1) } ?? "0"
    }

    var data: LocaleData {
        var data = LocaleData(name: name)
        data.zero = zero
        readNumbers(into: &data)
        readMoney(into: &data)
        readCalendar(into: &data)
        readTimes(into: &data)
        return data
    }

    // MARK: Numbers

    private func readNumbers(into data: inout LocaleData) {
        let style = FloatingPointFormatStyle<Double>.number.locale(locale)
        let sample = Sample(1_234_567.875.formatted(style.precision(.fractionLength(3))))
        data.decimalSeparator = sample.marks.last ?? "."
        data.groupSeparator = sample.marks.count > 1 ? sample.marks[0] : ""
        if sample.groups.count > 2 {
            let whole = sample.groups.dropLast()
            data.groupSizes = .init(last: whole.last?.count ?? 3, others: whole.dropLast().last?.count ?? 3)
        }
        if sample.groups.count == 4 {
            data.groupSizes = .init(last: sample.groups[2].count, others: sample.groups[1].count)
        }
        data.minimumGroupDigits = 1_234.0.formatted(style.precision(.fractionLength(0))).hasNoMark ? 2 : 1
        data.number = signed { $0.formatted(style) }
        data.percent = signed { $0.formatted(.percent.locale(locale)) }
    }

    /// What stands around a number and its negative.
    private func signed(_ write: (Double) -> String) -> LocaleData.Signed {
        LocaleData.Signed(Sample(write(1)).pattern, negative: Sample(write(-1)).pattern)
    }

    private func readMoney(into data: inout LocaleData) {
        // Beside a symbol that ends in a letter stands a space that is not the pattern's own.
        let codes = ["EUR"] + Currency.codes
        let sample = codes.first { code in !symbol(of: code).contains { $0.isLetter } } ?? codes[0]
        let pattern = signed { $0.formatted(.currency(code: sample).locale(locale)) }
        let sign = symbol(of: sample)
        data.money = LocaleData.Signed(
            pattern.positive.replacing(sign, with: "¤"), negative: pattern.negative.replacing(sign, with: "¤"))
        for code in Currency.codes {
            let symbol = symbol(of: code)
            if symbol != code { data.currencySymbols[code] = symbol }
        }
    }

    private func symbol(of code: String) -> String {
        let pattern = Sample(1.formatted(.currency(code: code).locale(locale))).pattern
        let symbol = pattern.replacing("#", with: "").unicodeScalars.filter { !$0.isDirectionMark }
        return String(String(String.UnicodeScalarView(symbol)).trimmingWhitespace())
    }

    // MARK: Dates

    private func readCalendar(into data: inout LocaleData) {
        let calendar = gregorian
        data.months = calendar.monthSymbols
        data.standaloneMonths = calendar.standaloneMonthSymbols
        data.shortMonths = calendar.shortMonthSymbols
        data.weekdays = calendar.weekdaySymbols
        data.shortWeekdays = calendar.shortWeekdaySymbols
        data.dayHalves = [calendar.amSymbol, calendar.pmSymbol]
    }

    private var gregorian: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        calendar.timeZone = .gmt
        return calendar
    }

    /// 2001-11-22T21:35:00Z, of which each part is another number.
    private static let moment = Date(timeIntervalSince1970: 1_006_464_900)

    private func readTimes(into data: inout LocaleData) {
        var style = Date.FormatStyle(locale: locale, calendar: gregorian, timeZone: .gmt)
        style = style.day(.twoDigits).month(.twoDigits).year(.defaultDigits)
        data.datePattern = pattern(of: style, ["2001": "yyyy", "11": "MM", "22": "dd"], data) ?? data.datePattern
        let clock = Date.FormatStyle(locale: locale, calendar: gregorian, timeZone: .gmt).hour().minute()
        data.timePattern = pattern(of: clock, ["21": "HH", "9": "h", "09": "hh", "35": "mm"], data) ?? data.timePattern
        data.dateTimePattern = data.datePattern + " " + data.timePattern
    }

    /// - Returns: `nil` when the style writes anything that has no letter.
    private func pattern(of style: Date.FormatStyle, _ letters: [String: String], _ data: LocaleData) -> String? {
        let text = LocaleReader.moment.formatted(style)
        let half = data.dayHalves.last ?? ""
        var pattern = ""
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if !half.isEmpty, rest.starts(with: half.unicodeScalars) {
                pattern += "a"
                rest = rest.dropFirst(half.unicodeScalars.count)
            } else if scalar.properties.numericType == .decimal {
                let run = rest.prefix { $0.properties.numericType == .decimal }
                rest = rest.dropFirst(run.count)
                let digits = run.map { String($0.value - zero.value) }.joined()
                guard let letter = letters[digits] else { return nil }
                pattern += letter
            } else if scalar.properties.isAlphabetic || scalar == "'" {
                let run = rest.prefix { $0.properties.isAlphabetic || $0 == "'" }
                rest = rest.dropFirst(run.count)
                pattern += "'" + String(String.UnicodeScalarView(run)).replacing("'", with: "''") + "'"
            } else {
                pattern.unicodeScalars.append(scalar.plain)
                rest = rest.dropFirst()
            }
        }
        return pattern
    }
}

/// A number as it was written: what stands before, between and behind its digits.
private struct Sample {
    private(set) var before = ""
    private(set) var groups: [String] = []
    private(set) var marks: [String] = []

    private var last = ""

    init(_ text: String) {
        for scalar in text.unicodeScalars {
            guard scalar.properties.numericType == .decimal else {
                if groups.isEmpty { before.unicodeScalars.append(scalar) } else { last.unicodeScalars.append(scalar) }
                continue
            }
            if groups.isEmpty {
                groups = [""]
            } else if !last.isEmpty {
                marks.append(last)
                groups.append("")
                last = ""
            }
            groups[groups.count - 1].unicodeScalars.append(scalar)
        }
    }

    /// With `#` for the number, and plain spaces beside it.
    var pattern: String {
        var pattern = String.UnicodeScalarView()
        for scalar in "\(before)#\(last)".unicodeScalars { pattern.append(scalar.plain) }
        return String(pattern)
    }
}

extension String {
    fileprivate var hasNoMark: Bool { unicodeScalars.allSatisfy { $0.properties.numericType == .decimal } }
}

extension Unicode.Scalar {
    /// A space that breaks no line as one that does, which is what people type.
    fileprivate var plain: Unicode.Scalar { properties.generalCategory == .spaceSeparator ? " " : self }

    /// Tells in which direction what follows is read, and is not seen itself.
    fileprivate var isDirectionMark: Bool { self == "\u{200E}" || self == "\u{200F}" || self == "\u{61C}" }
}
