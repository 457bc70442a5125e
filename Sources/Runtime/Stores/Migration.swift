/// A step of a database's tables from one version to the next, applied once. One that is released is never edited.
public struct Migration: Sendable, Equatable {
    /// The version that it brings the tables to; the same in every kind of store.
    public let number: Int
    public let name: String
    let sql: String

    init(_ number: Int, _ name: String, _ sql: [UInt8]) {
        self.number = number
        self.name = name
        self.sql = String(decoding: sql, as: UTF8.self)
    }
}

/// How a database's tables stand beside those that this program works on.
public struct SchemaState: Sendable, Equatable {
    /// Zero when there are no tables.
    public let version: Int
    /// What this program works on.
    public let newest: Int
    /// In order.
    public let pending: [Migration]

    /// - Throws: `corrupt` when a later version of the program wrote the tables.
    init(version: Int, of all: [Migration]) throws(StoreError) {
        self.version = version
        newest = all.last?.number ?? 0
        guard version <= newest else {
            throw StoreError(
                .corrupt, "the tables have version \(version), and this program knows \(newest) at most: a later one wrote them")
        }
        pending = all.filter { $0.number > version }
    }

    /// - Throws: `corrupt` when the tables are not those that this program works on.
    func check() throws(StoreError) {
        guard pending.isEmpty else {
            throw StoreError(
                .corrupt, "the tables have version \(version), and this program works on \(newest): run 'trama migrate' first")
        }
    }
}
