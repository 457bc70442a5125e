/// How numbers, money and dates are written where nothing else is said.
public struct Region: Sendable {
    /// Those of the host profile, by name.
    let functions: [String: [Function]]
    let conventions: Conventions

    /// - Parameter locales: For expressions that name a language themselves.
    public init(
        locale: LocaleData = .americanEnglish, zone: Zone = .utc, currency: Currency = .usDollar, locales: LocaleSource = .builtIn
    ) {
        conventions = Conventions(locale: locale, zone: zone, currency: currency, locales: locales)
        functions = StandardLibrary.hostFunctions(in: conventions)
    }

    /// American English, US dollars, UTC.
    public static let `default` = Region()
}
