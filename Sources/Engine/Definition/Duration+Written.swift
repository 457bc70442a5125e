/// Time spans as they stand in YAML: a whole number and `ms`, `s`, `m`, `h` or `d`.
extension Duration {
    private static let milliseconds: [(unit: String, count: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]
    private static let longest: Int64 = 3650 * 86_400_000

    /// - Returns: `nil` for another text or more than ten years.
    static func parsed(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
        guard let number = Int64(digits), let unit = milliseconds.first(where: { $0.unit == text.dropFirst(digits.count) }) else {
            return nil
        }
        let (total, isTooLong) = number.multipliedReportingOverflow(by: unit.count)
        return isTooLong || total > longest ? nil : .milliseconds(total)
    }

    /// In the largest unit that leaves no rest; below a millisecond nothing is shown.
    static func written(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let total = seconds.multipliedReportingOverflow(by: 1000).partialValue &+ attoseconds / 1_000_000_000_000_000
        let unit = milliseconds.first { total.isMultiple(of: $0.count) } ?? ("ms", 1)
        return total == 0 ? "0s" : "\(total / unit.count)\(unit.unit)"
    }
}
