/// Numbers and money as people write them. A number is an `int`, a `double`, or the text of one in plain digits.
struct NumberFunctions {
    let conventions: Conventions

    var all: [Function] { [money, number, percent, parseNumber, plural] }

    private static let kinds: [Type] = [.int, .uint, .double, .string]
    static let mostPlaces: Int64 = 20

    /// `money(x)`, with a currency and a language after it.
    private var money: Function {
        let conventions = conventions
        let overloads = NumberFunctions.kinds.flatMap { kind in
            (0...2).map { Overload([kind] + Array(repeating: .string, count: $0), .string) }
        }
        var function = Function("money", overloads) { arguments throws(EvaluationError) in
            let currency = try conventions.currency(arguments, at: 1)
            let locale = try conventions.locale(arguments, at: 2)
            return .string(locale.moneyText(of: try NumberFunctions.decimal(arguments), in: currency))
        }
        function.prepare = { constants throws(EvaluationError) in
            try conventions.check(currency: constants, at: 1)
            try conventions.check(locale: constants, at: 2)
            return nil
        }
        return function
    }

    private var number: Function {
        placed("number") { locale, number, places in locale.text(of: number, places: places ?? number.places) }
    }

    private var percent: Function {
        placed("percent") { locale, number, places in
            locale.percentText(of: number, places: places ?? number.inHundredths.places)
        }
    }

    /// A function of a number, how many digits its fraction shall have, and a language.
    private func placed(
        _ name: String, _ write: @escaping @Sendable (LocaleData, DecimalNumber, Int?) -> String
    ) -> Function {
        let conventions = conventions
        let overloads = NumberFunctions.kinds.flatMap { kind in
            [[kind], [kind, .int], [kind, .int, .string]].map { Overload($0, .string) }
        }
        var function = Function(name, overloads) { arguments throws(EvaluationError) in
            let places = arguments.count > 1 ? try NumberFunctions.places(arguments[1]) : nil
            let locale = try conventions.locale(arguments, at: 2)
            return .string(write(locale, try NumberFunctions.decimal(arguments), places))
        }
        function.prepare = { constants throws(EvaluationError) in
            if constants.count > 1, let places = constants[1] { _ = try NumberFunctions.places(places) }
            try conventions.check(locale: constants, at: 2)
            return nil
        }
        return function
    }

    private static func places(_ value: Value) throws(EvaluationError) -> Int {
        guard case .int(let places) = value, (0...mostPlaces).contains(places) else {
            throw EvaluationError(.argument, "a number is written with 0 to \(mostPlaces) digits after the comma")
        }
        return Int(places)
    }

    private static func decimal(_ arguments: [Value]) throws(EvaluationError) -> DecimalNumber {
        switch arguments.first {
        case .int(let number): return DecimalNumber(number)
        case .uint(let number): return DecimalNumber(number)
        case .double(let number):
            guard let decimal = DecimalNumber(number) else {
                throw EvaluationError(.range, "the number is infinite or no number at all")
            }
            return decimal
        case .string(let text):
            guard let decimal = DecimalNumber(text) else {
                throw EvaluationError(.conversion, "this text is no number in plain digits, as in '1234.56'")
            }
            return decimal
        default: throw EvaluationError(.noOverload, "a number is needed")
        }
    }

    /// `parseNumber(text)`, or `parseNumber(text, otherwise)`.
    private var parseNumber: Function {
        let reader = NumberReader(locale: conventions.locale)
        let overloads = [[Type.string], [.string, .double], [.string, .int]].map { Overload($0, .double) }
        return Function("parseNumber", overloads) { arguments throws(EvaluationError) in
            if let number = reader.number(in: try arguments.text(0)) { return .double(number) }
            guard arguments.count > 1 else { throw EvaluationError(.conversion, "this text does not read as a number") }
            if case .int(let number) = arguments[1] { return .double(Double(number)) }
            return arguments[1]
        }
    }

    private var plural: Function {
        let rule = PluralRule(of: conventions.locale)
        let overloads = NumberFunctions.kinds.dropLast().map { Overload([$0, .string, .string], .string) }
        return Function("plural", overloads) { arguments throws(EvaluationError) in
            .string(try arguments.text(rule.isOne(try NumberFunctions.decimal(arguments)) ? 1 : 2))
        }
    }
}
