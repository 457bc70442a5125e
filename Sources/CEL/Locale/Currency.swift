/// A currency of ISO 4217.
public struct Currency: Sendable, Hashable {
    /// Three capital letters, such as `BRL`.
    public let code: String
    /// Digits after the decimal separator.
    public let digits: Int

    /// `nil` when no currency in use has the code.
    public init?(code: String) {
        guard Currency.known.contains(code) else { return nil }
        self.code = code
        digits = Currency.unusual[code] ?? 2
    }

    private init(_ code: String) {
        self.code = code
        digits = 2
    }

    public static let usDollar = Currency("USD")

    /// In alphabetical order.
    public static let codes: [String] =
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP \
        CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS \
        INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU \
        MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK \
        SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF \
        XCD XCG XOF XPF YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init)

    private static let known = Set(codes)

    /// The digits of those that have not two.
    private static let unusual: [String: Int] = {
        let groups = [
            0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF", 3: "BHD IQD JOD KWD LYD OMR TND", 4: "CLF",
        ]
        return Dictionary(
            groups.flatMap { digits, codes in codes.split(separator: " ").map { (String($0), digits) } },
            uniquingKeysWith: { first, _ in first })
    }()
}
