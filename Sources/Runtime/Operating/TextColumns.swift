/// Rows as lines with their columns one under the other.
enum TextColumns {
    /// - Parameter right: Columns whose texts end together, as numbers do.
    static func lines(of rows: [[String]], right: Set<Int> = []) -> [String] {
        let rows = rows.map { $0.map { $0.forTerminal(isOneLine: true) } }
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let columns = row.enumerated().map { place, text in
                let space = String(repeating: " ", count: widths[place] - text.count)
                return right.contains(place) ? space + text : place == row.count - 1 ? text : text + space
            }
            return columns.joined(separator: "  ")
        }
    }
}
