/// The notation of dates: letters that stand for parts of a moment, and texts in quotes.
struct DatePattern: Sendable {
    private enum Part: Sendable {
        case text(String)
        case day(width: Int)
        case month(width: Int)
        case shortMonth, longMonth
        case shortYear, year
        case shortWeekday, weekday
        case hour(width: Int)
        case hourOfHalf(width: Int)
        case minute(width: Int)
        case second(width: Int)
        case half

        var isOfDay: Bool {
            switch self {
            case .hour, .hourOfHalf, .minute, .second, .half: false
            default: true
            }
        }
    }

    private let parts: [Part]
    /// Whether it is about days alone.
    let isOfDay: Bool
    /// Whether the month stands without a day, which in many languages changes its name.
    private let isMonthAlone: Bool

    /// In the order in which they are told.
    private static let notations: [(String, Part)] = [
        ("d", .day(width: 1)), ("dd", .day(width: 2)), ("M", .month(width: 1)), ("MM", .month(width: 2)), ("MMM", .shortMonth),
        ("MMMM", .longMonth), ("yy", .shortYear), ("yyyy", .year), ("EEE", .shortWeekday), ("EEEE", .weekday),
        ("H", .hour(width: 1)), ("HH", .hour(width: 2)), ("h", .hourOfHalf(width: 1)), ("hh", .hourOfHalf(width: 2)),
        ("a", .half),
        ("m", .minute(width: 1)), ("mm", .minute(width: 2)), ("s", .second(width: 1)), ("ss", .second(width: 2)),
    ]

    /// `yyyy-MM-dd`.
    static let iso = DatePattern([.year, .text("-"), .month(width: 2), .text("-"), .day(width: 2)])

    private init(_ parts: [Part]) {
        self.parts = parts
        isOfDay = parts.allSatisfy(\.isOfDay)
        isMonthAlone = !parts.contains { if case .day = $0 { true } else { false } }
    }

    init(_ text: String) throws(EvaluationError) {
        var parts: [Part] = []
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar == "'" {
                rest = rest.dropFirst()
                parts.append(.text(try DatePattern.quoted(&rest)))
            } else if scalar.properties.isAlphabetic {
                let run = String(scalars: scalar.isASCII ? rest.prefix { $0 == scalar } : rest.prefix(1))
                rest = rest.dropFirst(run.unicodeScalars.count)
                guard let part = DatePattern.notations.first(where: { $0.0 == run }) else { throw DatePattern.unknown(run) }
                parts.append(part.1)
            } else {
                parts.append(.text(String(scalar)))
                rest = rest.dropFirst()
            }
        }
        guard !parts.isEmpty else { throw EvaluationError(.argument, "the pattern is empty") }
        self.init(parts)
    }

    /// Up to the closing quote, which is taken; two quotes in a row are one.
    private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>) throws(EvaluationError) -> String {
        if rest.first == "'" {
            rest = rest.dropFirst()
            return "'"
        }
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            guard scalar == "'" else {
                text.append(scalar)
                continue
            }
            guard rest.first == "'" else { return String(text) }
            text.append("'")
            rest = rest.dropFirst()
        }
        throw EvaluationError(.argument, "a quote in the pattern is not closed")
    }

    private static func unknown(_ run: String) -> EvaluationError {
        let other = run.uppercased() == run ? run.lowercased() : run.uppercased()
        if notations.contains(where: { $0.0 == other }) {
            return EvaluationError(.argument, "'\(run)' is no part of a date, '\(other)' is; words stand in quotes, as in 'de'")
        }
        let known = notations.map(\.0).joined(separator: " ")
        return EvaluationError(
            .argument, "'\(run)' is no part of a date; there are \(known), and words stand in quotes, as in 'de'")
    }

    func text(of time: CalendarTime, in locale: LocaleData) -> String {
        parts.map { text(of: $0, time, locale) }.joined()
    }

    private func text(of part: Part, _ time: CalendarTime, _ locale: LocaleData) -> String {
        switch part {
        case .text(let text): text
        case .day(let width): locale.digits(of: time.day, width: width)
        case .month(let width): locale.digits(of: time.month, width: width)
        case .shortMonth: locale.shortMonths.element(time.month - 1)
        case .longMonth: (isMonthAlone ? locale.standaloneMonths : locale.months).element(time.month - 1)
        case .shortYear: locale.digits(of: time.year % 100, width: 2)
        case .year: locale.digits(of: time.year, width: 4)
        case .shortWeekday: locale.shortWeekdays.element(time.weekday)
        case .weekday: locale.weekdays.element(time.weekday)
        case .hour(let width): locale.digits(of: time.hour, width: width)
        case .hourOfHalf(let width): locale.digits(of: (time.hour + 11) % 12 + 1, width: width)
        case .half: locale.dayHalves.element(time.hour / 12)
        case .minute(let width): locale.digits(of: time.minute, width: width)
        case .second(let width): locale.digits(of: time.second, width: width)
        }
    }

    /// The order of day, month and year in it, as those letters.
    var order: [Unicode.Scalar] {
        parts.compactMap { part in
            switch part {
            case .day: "d"
            case .month, .shortMonth, .longMonth: "M"
            case .year, .shortYear: "y"
            default: nil
            }
        }
    }
}

extension [String] {
    /// Tables of a host may be too short.
    fileprivate func element(_ index: Int) -> String { indices.contains(index) ? self[index] : "" }
}
