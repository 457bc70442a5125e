import CEL

/// What the header `Retry-After` asks for.
///
/// - SeeAlso: RFC 9110, section 10.2.3.
enum RetryAfter {
    /// - Parameter now: Stands in for the answer's own `Date`, by which a moment in `Retry-After` is counted when there is one.
    /// - Returns: Zero or more, at most a day; `nil` when the header is missing or says nothing that can be read.
    static func delay(in response: HTTPClient.Response, now: Timestamp) -> Duration? {
        guard let value = response.header("retry-after") else { return nil }
        let seconds: Int64
        if !value.isEmpty, value.allSatisfy(\.isASCIIDigit) {
            seconds = Int64(value) ?? .max
        } else if let moment = Timestamp(httpDate: value) {
            let start = response.header("date").flatMap { Timestamp(httpDate: $0) } ?? now
            seconds = moment.seconds - start.seconds
        } else {
            return nil
        }
        return .seconds(min(max(0, seconds), 86_400))
    }
}

extension Timestamp {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form of a date that senders may write.
    init?(httpDate text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        self.init(rfc3339: "\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }
}
