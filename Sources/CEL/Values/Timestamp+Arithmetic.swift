extension Timestamp {
    func adding(_ span: TimeSpan) throws(EvaluationError) -> Timestamp {
        let (quotient, remainder) = span.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return try shifted(seconds: quotient, nanoseconds: remainder)
    }

    func subtracting(_ span: TimeSpan) throws(EvaluationError) -> Timestamp {
        let (quotient, remainder) = span.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return try shifted(seconds: -quotient, nanoseconds: -remainder)
    }

    /// - Parameter nanoseconds: Less than a second either way.
    private func shifted(seconds: Int64, nanoseconds: Int64) throws(EvaluationError) -> Timestamp {
        let sum = Int64(self.nanoseconds) + nanoseconds
        let carry: Int64 = sum < 0 ? -1 : sum >= 1_000_000_000 ? 1 : 0
        // Neither the seconds of a timestamp nor those of a span come near the end of Int64.
        let total = self.seconds + seconds + carry
        guard let result = Timestamp(seconds: total, nanoseconds: Int32(sum - carry * 1_000_000_000)) else {
            throw EvaluationError(.range, "the time is out of range: years reach from 1 to 9999")
        }
        return result
    }

    func timeSpan(since other: Timestamp) throws(EvaluationError) -> TimeSpan {
        guard let span = TimeSpan(seconds: seconds - other.seconds, nanoseconds: Int64(nanoseconds - other.nanoseconds))
        else { throw EvaluationError(.range, "the span is out of range: it reaches to 292 years") }
        return span
    }
}
