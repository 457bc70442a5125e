/// Days and times as people write them. A day is a text `2026-11-22`; a moment is a timestamp, or the text of one in RFC 3339.
struct DateFunctions {
    let conventions: Conventions

    var all: [Function] {
        [
            date, time, dateTime, addDays, addMonths, daysBetween, today, parseDate,
            Function("now", [Overload([], .timestamp)]) { arguments throws(EvaluationError) in
                guard let time = arguments.last else { throw .arguments("now") }
                return time
            }.givenTime(),
        ]
    }

    private static let moments: [Type] = [.timestamp, .string]

    /// Overloads for each kind of moment, with zero through `count` texts behind it.
    private static func overloads(settings count: Int) -> [Overload] {
        moments.flatMap { moment in
            (0...count).map { Overload([moment] + Array(repeating: .string, count: $0), .string) }
        }
    }

    /// `date(t)`, `date(t, pattern)`, with a zone and a language after the pattern.
    private var date: Function {
        let conventions = conventions
        var function = Function("date", DateFunctions.overloads(settings: 3)) { arguments throws(EvaluationError) in
            let pattern = arguments.count > 1 ? try arguments.text(1) : ""
            return try DateFunctions.write(arguments, pattern.isEmpty ? nil : DatePattern(pattern), settings: 2, conventions) {
                $0.datePattern
            }
        }
        function.prepare = { constants throws(EvaluationError) in
            try conventions.check(zone: constants, at: 2)
            try conventions.check(locale: constants, at: 3)
            guard constants.count > 1, case .string(let text)? = constants[1], !text.isEmpty else { return nil }
            let pattern = try DatePattern(text)
            return { arguments throws(EvaluationError) in
                try DateFunctions.write(arguments, pattern, settings: 2, conventions) { $0.datePattern }
            }
        }
        return function
    }

    private var time: Function { clock("time") { $0.timePattern } }

    private var dateTime: Function { clock("datetime") { $0.dateTimePattern } }

    /// A function of a moment, with a zone and a language after it.
    private func clock(_ name: String, _ usual: @escaping @Sendable (LocaleData) -> String) -> Function {
        let conventions = conventions
        var function = Function(name, DateFunctions.overloads(settings: 2)) { arguments throws(EvaluationError) in
            try DateFunctions.write(arguments, nil, settings: 1, conventions, usual)
        }
        function.prepare = { constants throws(EvaluationError) in
            try conventions.check(zone: constants, at: 1)
            try conventions.check(locale: constants, at: 2)
            return nil
        }
        return function
    }

    /// - Parameter settings: Where among the arguments the zone stands, the language behind it.
    private static func write(
        _ arguments: [Value], _ pattern: DatePattern?, settings: Int, _ conventions: Conventions,
        _ usual: (LocaleData) -> String
    ) throws(EvaluationError) -> Value {
        let zone = try conventions.zone(arguments, at: settings)
        let locale = try conventions.locale(arguments, at: settings + 1)
        let pattern = pattern ?? (try? DatePattern(usual(locale))) ?? .iso
        switch try Moment(arguments, at: 0) {
        case .time(let time): return .string(pattern.text(of: zone.clock(at: time), in: locale))
        case .day(let day):
            guard pattern.isOfDay else { throw EvaluationError(.argument, "a date has no time of day") }
            return .string(pattern.text(of: day.calendar, in: locale))
        }
    }

    /// By the calendar of the bot's zone: the clock shows the same time on the other day.
    private var addDays: Function {
        shift("addDays", atMost: 4_000_000) { day, count in CalendarDay(number: day.number + count) }
    }

    private var addMonths: Function {
        shift("addMonths", atMost: 200_000) { day, count in day.adding(months: count) }
    }

    private func shift(
        _ name: String, atMost limit: Int64, _ shift: @escaping @Sendable (CalendarDay, Int) -> CalendarDay?
    ) -> Function {
        let zone = conventions.zone
        return Function(name, DateFunctions.moments.map { Overload([$0, .int], $0) }) { arguments throws(EvaluationError) in
            let count = try arguments.int(1)
            let moment = try Moment(arguments, at: 0)
            guard (-limit...limit).contains(count), let day = shift(moment.day(in: zone), Int(count)) else {
                throw EvaluationError(.range, "the date is out of range: years reach from 1 to 9999")
            }
            guard case .timestamp = arguments[0], case .time(let time) = moment else { return .string(day.description) }
            let clock = (time.seconds + Int64(zone.offset(at: time.seconds))).flooredRemainder(by: 86_400)
            let seconds = zone.seconds(ofClock: Int64(day.number) * 86_400 + clock)
            guard let moved = Timestamp(seconds: seconds, nanoseconds: time.nanoseconds) else {
                throw EvaluationError(.range, "the time is out of range: years reach from 1 to 9999")
            }
            return .timestamp(moved)
        }
    }

    /// Midnights of the bot's zone from the first to the second.
    private var daysBetween: Function {
        let zone = conventions.zone
        let overloads = DateFunctions.moments.flatMap { first in DateFunctions.moments.map { Overload([first, $0], .int) } }
        return Function("daysBetween", overloads) { arguments throws(EvaluationError) in
            .int(Int64(try Moment(arguments, at: 1).day(in: zone).number - (try Moment(arguments, at: 0).day(in: zone).number)))
        }
    }

    private var today: Function {
        let conventions = conventions
        var function = Function("today", [Overload([], .string), Overload([.string], .string)]) {
            arguments throws(EvaluationError) in
            guard case .timestamp(let now)? = arguments.last else { throw .arguments("today") }
            let zone = try conventions.zone(Array(arguments.dropLast()), at: 0)
            return .string(Moment.time(now).day(in: zone).description)
        }.givenTime()
        function.prepare = { constants throws(EvaluationError) in
            try conventions.check(zone: constants, at: 0)
            return nil
        }
        return function
    }

    /// `parseDate(text)`, or `parseDate(text, otherwise)`.
    private var parseDate: Function {
        let conventions = conventions
        return Function("parseDate", [Overload([.string], .string), Overload([.string, .string], .string)]) {
            arguments throws(EvaluationError) in
            guard case .timestamp(let now)? = arguments.last else { throw .arguments("parseDate") }
            let reader = DateReader(locale: conventions.locale, today: conventions.zone.clock(at: now))
            if let day = reader.day(in: try arguments.text(0)) { return .string(day.description) }
            guard arguments.count > 2 else { throw EvaluationError(.conversion, "this text does not read as a date") }
            return arguments[1]
        }.givenTime()
    }
}

/// What a date function is given.
private enum Moment {
    case day(CalendarDay)
    case time(Timestamp)

    init(_ arguments: [Value], at index: Int) throws(EvaluationError) {
        if arguments.indices.contains(index), case .timestamp(let time) = arguments[index] {
            self = .time(time)
            return
        }
        let text = try arguments.text(index)
        if let day = CalendarDay(text) {
            self = .day(day)
        } else if let time = Timestamp(rfc3339: text) {
            self = .time(time)
        } else {
            throw EvaluationError(.conversion, "this text is no date; one is written as in '2026-11-22'")
        }
    }

    /// A zone's day may be the one before year 1 or after year 9999, which counts as the last that there is.
    func day(in zone: Zone) -> CalendarDay {
        switch self {
        case .day(let day): day
        case .time(let time): CalendarDay(clamping: zone.day(of: time))
        }
    }
}
