/// What a function writes by: the region's language, zone and currency, and those that an argument names instead.
struct Conventions: Sendable {
    let locale: LocaleData
    let zone: Zone
    let currency: Currency
    let locales: LocaleSource
    private let zones = TimeZones()

    init(locale: LocaleData, zone: Zone, currency: Currency, locales: LocaleSource) {
        self.locale = locale
        self.zone = zone
        self.currency = currency
        self.locales = locales
    }

    /// - Parameter name: An empty one is the region's own, here and below.
    func locale(_ name: String) throws(EvaluationError) -> LocaleData {
        if name.isEmpty { return locale }
        guard let found = locales.locale(named: name) else {
            throw EvaluationError(.argument, "this language is not known; one is written as in 'pt-BR'")
        }
        return found
    }

    func zone(_ name: String) throws(EvaluationError) -> Zone {
        name.isEmpty ? zone : try zones.zone(named: name)
    }

    func currency(_ code: String) throws(EvaluationError) -> Currency {
        if code.isEmpty { return currency }
        guard let found = Currency(code: code) else {
            throw EvaluationError(.argument, "this currency is not known; one is written as in 'BRL'")
        }
        return found
    }

    /// The language that the argument at `index` names; the region's own where there is none.
    func locale(_ arguments: [Value], at index: Int) throws(EvaluationError) -> LocaleData {
        arguments.count > index ? try locale(try arguments.text(index)) : locale
    }

    func zone(_ arguments: [Value], at index: Int) throws(EvaluationError) -> Zone {
        arguments.count > index ? try zone(try arguments.text(index)) : zone
    }

    func currency(_ arguments: [Value], at index: Int) throws(EvaluationError) -> Currency {
        arguments.count > index ? try currency(try arguments.text(index)) : currency
    }

    /// Refuses a literal that names nothing, so that it is told when the expression is compiled.
    func check(locale constants: [Value?], at index: Int) throws(EvaluationError) {
        if let name = constants.text(index) { _ = try locale(name) }
    }

    func check(zone constants: [Value?], at index: Int) throws(EvaluationError) {
        if let name = constants.text(index) { _ = try zone(name) }
    }

    func check(currency constants: [Value?], at index: Int) throws(EvaluationError) {
        if let name = constants.text(index) { _ = try currency(name) }
    }
}

extension [Value?] {
    fileprivate func text(_ index: Int) -> String? {
        guard index < count, case .string(let text)? = self[index] else { return nil }
        return text
    }
}
