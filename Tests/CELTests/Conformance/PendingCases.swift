/// The public cases that do not pass yet, by section, each with what is missing.
enum PendingCases {
    static func reason(for row: ConformanceCase) -> String? {
        reasons["\(row.file)/\(row.section)"] ?? reasons[row.id]
    }

    private static let reasons: [String: String] = [:]
}
