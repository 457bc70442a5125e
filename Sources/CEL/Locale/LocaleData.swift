/// How a language writes numbers, money and dates.
///
/// The tables of ``LocaleData/brazilianPortuguese`` and ``LocaleData/americanEnglish`` are part of this library, so that what they
/// write is the same on every machine; a host adds others through a ``LocaleSource``.
public struct LocaleData: Sendable, Hashable {
    /// A language and perhaps a country, such as `pt-BR`.
    public let name: String
    public var decimalSeparator = "."
    public var groupSeparator = ","
    /// Digits of the group before the decimal separator, and of those before that: 3 and 3, in Hindi 3 and 2.
    public var groupSizes = GroupSizes(last: 3, others: 3)
    /// How many digits have to stand before the last group for it to be set off: in Spanish 2, so that `1234` stays as it is.
    public var minimumGroupDigits = 1
    /// Zero; the other digits follow it in Unicode.
    public var zero: Unicode.Scalar = "0"
    /// `#` is the number, `¤` the currency's symbol.
    public var money = Signed("¤#", negative: "-¤#")
    /// `#` is the number of hundredths.
    public var percent = Signed("#%", negative: "-#%")
    public var number = Signed("#", negative: "-#")
    /// By ISO 4217 code; a currency that is not among them is written with its code.
    public var currencySymbols: [String: String] = [:]
    /// January first, as they stand beside a day.
    public var months: [String]
    /// January first, as they stand alone; in most languages the same.
    public var standaloneMonths: [String]
    public var shortMonths: [String]
    /// Sunday first.
    public var weekdays: [String]
    public var shortWeekdays: [String]
    /// Before and after noon.
    public var dayHalves = ["AM", "PM"]
    /// In the letters of the function `date`; faulty ones are taken for ISO 8601's.
    public var datePattern = "yyyy-MM-dd"
    public var timePattern = "HH:mm"
    public var dateTimePattern = "yyyy-MM-dd HH:mm"
    /// Words that stay in lower case within a title.
    public var smallWords: Set<String> = []

    public struct GroupSizes: Sendable, Hashable {
        public let last: Int
        public let others: Int

        /// At least one digit each.
        public init(last: Int, others: Int) {
            self.last = max(1, last)
            self.others = max(1, others)
        }
    }

    /// What is written around a number.
    public struct Signed: Sendable, Hashable {
        public let positive: String
        public let negative: String

        public init(_ positive: String, negative: String) {
            self.positive = positive
            self.negative = negative
        }
    }

    /// English names and ISO 8601 dates, until they are set.
    public init(name: String) {
        self.name = name
        months = LocaleData.englishMonths
        standaloneMonths = LocaleData.englishMonths
        shortMonths = LocaleData.englishMonths.map { String($0.prefix(3)) }
        weekdays = LocaleData.englishWeekdays
        shortWeekdays = LocaleData.englishWeekdays.map { String($0.prefix(3)) }
    }

    /// The language without the country.
    var language: String { String(name.prefix { $0 != "-" }) }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    private static let englishWeekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
