import CEL
import Glibc

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form of a date that senders may write.
///
/// - SeeAlso: RFC 9110, section 5.6.7.
extension Timestamp {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    init?(httpDate text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[5] == "GMT", let month = Timestamp.months.firstIndex(of: String(words[2]))
        else { return nil }
        self.init(rfc3339: "\(words[3])-\(Timestamp.padded(month + 1))-\(words[1])T\(words[4])Z")
    }

    var httpDate: String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        let date = [parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map { Timestamp.padded(Int($0)) }
        let year = String(Int(parts.tm_year) + 1900)
        return "\(Timestamp.days[Int(parts.tm_wday)]), \(date[0]) \(Timestamp.months[Int(parts.tm_mon)]) "
            + "\(String(repeating: "0", count: 4 - year.count))\(year) \(date[1]):\(date[2]):\(date[3]) GMT"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
