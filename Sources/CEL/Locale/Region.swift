/// How numbers, money and dates are written where nothing else is said.
public struct Region: Sendable {
    public let locale: LocaleData
    public let zone: Zone
    public let currency: Currency
    /// For an expression that names a language.
    public let locales: LocaleSource
    /// The functions of the host profile, by name.
    let functions: [String: [Function]]

    public init(
        locale: LocaleData = .americanEnglish, zone: Zone = .utc, currency: Currency = .usDollar, locales: LocaleSource = .builtIn
    ) {
        self.locale = locale
        self.zone = zone
        self.currency = currency
        self.locales = locales
        functions = StandardLibrary.hostFunctions(
            in: Conventions(locale: locale, zone: zone, currency: currency, locales: locales))
    }

    /// American English, US dollars, UTC.
    public static let `default` = Region()
}
