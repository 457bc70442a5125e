import CEL

/// `bot:` says who the bot is and how it writes dates and money.
public struct BotIdentity: MapReadable {
    public let id: String
    public let name: String
    /// A language and perhaps a country, such as `pt-BR`.
    public let language: String
    /// Of the time zone database, such as `America/Sao_Paulo`.
    public let timezone: String
    /// Of ISO 4217, such as `BRL`.
    public let currency: String
    /// Where they are written, by key.
    private let spans: [String: SourceSpan]

    static let id = Field.required("id", .identifier, "the bot's name in paths, logs and metrics", examples: ["svlentes"])
    static let name = Field.required("name", .text, "the bot's name for people")
    static let language = Field.defaulted(
        "language", .text.limited(to: "a language such as 'pt-BR' or 'en'", isLanguage), default: "en",
        "how numbers and dates are written", examples: ["pt-BR"]
    )
    static let timezone = Field.defaulted(
        "timezone", .text.limited(to: "a time zone such as 'America/Sao_Paulo' or 'UTC'", isTimeZone), default: "UTC",
        "where days begin and end", examples: ["America/Sao_Paulo"]
    )
    static let currency = Field.defaulted(
        "currency", .text.limited(to: "a currency such as 'BRL'", isCurrency), default: "USD",
        "how money is written", examples: ["BRL"]
    )
    static let fields = Fields(id, name, language, timezone, currency)

    init(reading map: inout MapReader) throws(Unreadable) {
        id = try map.read(Self.id).value
        name = try map.read(Self.name)
        language = try map.read(Self.language)
        timezone = try map.read(Self.timezone)
        currency = try map.read(Self.currency)
        var spans: [String: SourceSpan] = [:]
        for field in [Self.language, Self.timezone, Self.currency] { spans[field.name] = map.span(of: field) }
        self.spans = spans
    }

    /// How the bot writes. A name that is none is reported, and the default takes its place.
    func region(of locales: LocaleSource, _ diagnostics: inout Diagnostics) -> Region {
        let locale = locales.locale(named: language)
        if locale == nil, let place = spans[Self.language.name] {
            diagnostics.report(.unknownLanguage(Located(language, at: place), known: locales.names()))
        }
        let zone = Zone(named: timezone)
        if zone == nil, let place = spans[Self.timezone.name] {
            diagnostics.report(.unknownTimeZone(Located(timezone, at: place), known: Zone.names))
        }
        let currency = Currency(code: self.currency)
        if currency == nil, let place = spans[Self.currency.name] {
            diagnostics.report(.unknownCurrency(Located(self.currency, at: place), known: Currency.codes))
        }
        return Region(locale: locale ?? .americanEnglish, zone: zone ?? .utc, currency: currency ?? .usDollar, locales: locales)
    }

    @Sendable private static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = parts.first, (2...3).contains(language.utf8.count), parts.count <= 2 else { return false }
        return parts.allSatisfy { (2...3).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && $0.isLetter } }
    }

    @Sendable private static func isTimeZone(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isName = { (part: Substring) in
            part.first?.isLetter == true && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-+".contains($0)) }
        }
        return text == "UTC" || (2...3).contains(parts.count) && parts.allSatisfy(isName)
    }

    @Sendable private static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.allSatisfy { $0.isASCII && $0.isUppercase }
    }
}
