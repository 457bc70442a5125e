import CPostgres
import Engine

/// The address of a PostgreSQL server and database: a URL, or pairs such as `host=db`.
enum PostgresAddress {
    /// What to do about one that cannot be read; libpq's own words would show parts of it.
    static let advice = "in a URL's user, password and database write @ : / % # as %40 %3A %2F %25 %23"

    /// Whether it can be read, and no end of the password would be taken for a host, a port or a database and told as such.
    ///
    /// - SeeAlso: PostgreSQL 15, "Connection URIs".
    static func isReadable(_ url: Secret) -> Bool {
        let options = PQconninfoParse(url.revealed, nil)
        defer { PQconninfoFree(options) }
        guard let options else { return false }
        var place = options
        while let keyword = place.pointee.keyword {
            if String(cString: keyword) == "port", let port = place.pointee.val, !isPort(String(cString: port)) { return false }
            place += 1
        }
        return !hasSignOfPassword(url.revealed)
    }

    private static func isPort(_ text: String) -> Bool { text.allSatisfy { $0.isASCIIDigit || $0 == "," } }

    /// Whether there is an `@` behind the one that ends the password, or behind a `/` before it.
    private static func hasSignOfPassword(_ url: String) -> Bool {
        guard url.hasPrefix("postgres"), let scheme = url.firstRange(of: "://") else { return false }
        var rest = url[scheme.upperBound...]
        if let end = rest.firstIndex(where: { "@/".contains($0) }), rest[end] == "@" { rest = rest[end...].dropFirst() }
        return rest.prefix { $0 != "?" }.contains("@")
    }
}
