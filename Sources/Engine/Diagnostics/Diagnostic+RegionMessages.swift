import CEL

/// What is said of how a bot writes money, numbers and dates.
extension Diagnostic {
    static func unknownLanguage(_ name: Located<String>, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, .unknownLanguage, "no language is known as '\(name.value)'", at: name.span,
            help: suggestion(for: name.value, in: known) ?? "write the language and the country, as in 'pt-BR'")
    }

    static func unknownTimeZone(_ name: Located<String>, known: [String]) -> Diagnostic {
        // UTC is always there.
        let help: Wording =
            known.count > 1 ? "name a city of the zone, as in 'America/Sao_Paulo'" : "install the system's package 'tzdata'"
        return Diagnostic(
            .error, .unknownTimeZone, "no time zone is named '\(name.value)'", at: name.span,
            help: suggestion(for: name.value, in: known) ?? help)
    }

    static func unknownCurrency(_ code: Located<String>, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, .unknownCurrency, "no currency in use has the code '\(code.value)'", at: code.span,
            help: suggestion(for: code.value, in: known) ?? "write its three letters of ISO 4217, as in 'BRL'")
    }
}
