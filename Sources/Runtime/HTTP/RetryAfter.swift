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
