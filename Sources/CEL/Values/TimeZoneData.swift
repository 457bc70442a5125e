#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A zone of the system's tz database: when its clocks were set, and how far from UTC to.
///
/// - SeeAlso: RFC 8536, "The Time Zone Information Format".
struct TimeZoneData: Sendable {
    private let transitions: [Int64]
    /// Seconds east of UTC: before the first transition, then after each.
    private let offsets: [Int]
    private let rule: TimeZoneRule?

    /// - Parameter name: Such as `America/Sao_Paulo`.
    /// - Returns: nil when the database has no such zone.
    init?(named name: String, directory: String = "/usr/share/zoneinfo") {
        guard TimeZoneData.isName(name), let bytes = TimeZoneData.read("\(directory)/\(name)") else { return nil }
        self.init(bytes)
    }

    func offset(at seconds: Int64) -> Int {
        if let rule, transitions.last.map({ $0 <= seconds }) ?? true { return rule.offset(at: seconds) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }

    /// The database's list of places, in alphabetical order; empty when it is not installed.
    static var names: [String] {
        let table = read("/usr/share/zoneinfo/zone.tab") ?? []
        return String(decoding: table, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let columns = line.split(separator: "\t")
            return columns.count > 2 ? String(columns[2]) : nil
        }.sorted()
    }

    /// A name comes from an expression and may lead nowhere but into the database.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty && part.unicodeScalars.allSatisfy { $0.continuesName || $0 == "-" || $0 == "+" }
            }
    }

    private static let largestFile = 1 << 20

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        var content: [UInt8] = []
        while content.count < largestFile {
            let count = fread(&bytes, 1, bytes.count, file)
            guard count > 0 else { break }
            content += bytes[..<count]
        }
        return content
    }

    /// - Returns: nil when the bytes are no file of the format.
    init?(_ bytes: [UInt8]) {
        guard let first = Header(bytes, at: 0) else { return nil }
        // From version 2 on a second block follows, with times of 64 bits.
        guard first.version >= UInt8(ascii: "2"), let header = Header(bytes, at: Header.length + first.dataLength(timeSize: 4))
        else { return nil }
        let times = header.start + Header.length
        let kinds = times + header.timeCount * 8
        let types = kinds + header.timeCount
        guard bytes.count >= types + header.typeCount * 6, header.typeCount > 0 else { return nil }
        let ofTypes = (0..<header.typeCount).map { Int(Int32(truncatingIfNeeded: bytes.bigEndian(at: types + $0 * 6, count: 4))) }
        var offsets = [ofTypes[0]]
        for index in 0..<header.timeCount {
            let type = Int(bytes[kinds + index])
            guard type < ofTypes.count else { return nil }
            offsets.append(ofTypes[type])
        }
        self.offsets = offsets
        transitions = (0..<header.timeCount).map { Int64(bitPattern: bytes.bigEndian(at: times + $0 * 8, count: 8)) }
        // The rule stands between two line ends, after all data.
        let footer = bytes.dropFirst(header.start + Header.length + header.dataLength(timeSize: 8))
        rule = TimeZoneRule(String(decoding: footer.dropFirst().prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private struct Header {
        static let length = 44

        let start: Int
        let version: UInt8
        let counts: [Int]

        var timeCount: Int { counts[3] }
        var typeCount: Int { counts[4] }

        init?(_ bytes: [UInt8], at start: Int) {
            guard bytes.count >= start + Header.length, bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
            self.start = start
            version = bytes[start + 4]
            counts = (0..<6).map { Int(bytes.bigEndian(at: start + 20 + $0 * 4, count: 4)) }
        }

        func dataLength(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + counts[5] + counts[2] * (timeSize + 4) + counts[1] + counts[0]
        }
    }
}

extension [UInt8] {
    fileprivate func bigEndian(at position: Int, count: Int) -> UInt64 {
        self[position..<position + count].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
