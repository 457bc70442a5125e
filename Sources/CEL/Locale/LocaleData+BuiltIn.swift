/// Tables that need no data of the machine.
///
/// - SeeAlso: Unicode CLDR, `pt` and `en`; between a symbol and its number CLDR has U+00A0, here it is U+0020.
extension LocaleData {
    public static let brazilianPortuguese: LocaleData = {
        var data = LocaleData(name: "pt-BR")
        data.decimalSeparator = ","
        data.groupSeparator = "."
        data.money = Signed("¤ #", negative: "-¤ #")
        data.currencySymbols = symbols.merging(["BRL": "R$", "USD": "US$", "JPY": "JP¥", "AUD": "AU$", "THB": "฿"]) { $1 }
        data.months = [
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
            "dezembro",
        ]
        data.standaloneMonths = data.months
        data.shortMonths = data.months.map { $0.prefix(3) + "." }
        data.weekdays = [
            "domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
        ]
        data.shortWeekdays = data.weekdays.map { $0.prefix(3) + "." }
        data.datePattern = "dd/MM/yyyy"
        data.dateTimePattern = "dd/MM/yyyy HH:mm"
        data.smallWords = ["da", "das", "de", "do", "dos", "e"]
        return data
    }()

    public static let americanEnglish: LocaleData = {
        var data = LocaleData(name: "en-US")
        data.currencySymbols = symbols.merging(["BRL": "R$", "USD": "$", "JPY": "¥", "AUD": "A$", "PHP": "₱"]) { $1 }
        data.datePattern = "MM/dd/yyyy"
        data.timePattern = "h:mm a"
        data.dateTimePattern = "MM/dd/yyyy h:mm a"
        return data
    }()

    /// Those that both languages share.
    private static let symbols = [
        "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$", "ILS": "₪", "INR": "₹", "KRW": "₩", "MXN": "MX$",
        "NZD": "NZ$", "TWD": "NT$", "VND": "₫", "XCD": "EC$", "XCG": "Cg.", "XAF": "FCFA", "XOF": "F CFA", "XPF": "CFPF",
    ]
}
