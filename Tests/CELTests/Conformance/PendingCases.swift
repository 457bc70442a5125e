/// The public cases that do not pass yet, by section, each with what is missing.
enum PendingCases {
    static func reason(for row: ConformanceCase) -> String? {
        reasons["\(row.file)/\(row.section)"] ?? reasons[row.id]
    }

    private static let reasons: [String: String] = [:]

    static func hostReason(for row: ConformanceCase) -> String? {
        reason(for: row) ?? hostReasons["\(row.file)/\(row.section)"] ?? hostReasons[row.id]
    }

    private static let hostReasons: [String: String] = [:]

    static func reason(for row: ErrorRow) -> String? {
        guard let message = row.expect.errors?.first?.message, message.hasPrefix("unsupported syntax") else {
            return errorReasons[row.expr]
        }
        return "cel-go reads the row with this syntax switched off; here it is always on"
    }

    private static let errorReasons: [String: String] = [:]
}
