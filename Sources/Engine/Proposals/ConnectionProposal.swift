/// A connection that a proposed tool needs and the bot lacks. What is secret stands in the operator's settings alone.
public struct ConnectionProposal: Sendable {
    public struct Variable: Sendable, Equatable {
        public let name: String
        /// What the command said; `nil` when it is not known.
        public let value: String?
        public let isSecret: Bool
    }

    enum Authentication: Sendable, Equatable {
        case bearer(String)
        case basic(user: String, password: String)
        case header(name: String, value: String)
    }

    public let name: String
    let url: String
    let authentication: Authentication?
    /// Whether the address is one of this machine or of a private network.
    let isPrivate: Bool

    private var prefix: String { name.uppercased() }

    /// What the operator sets.
    public var variables: [Variable] {
        var variables = [Variable(name: "\(prefix)_URL", value: url, isSecret: false)]
        switch authentication {
        case nil: break
        case .bearer(let token)?: variables.append(.init(name: "\(prefix)_TOKEN", value: known(token), isSecret: true))
        case .basic(let user, let password)?:
            variables.append(.init(name: "\(prefix)_USER", value: known(user), isSecret: false))
            variables.append(.init(name: "\(prefix)_PASSWORD", value: known(password), isSecret: true))
        case .header(_, let value)?: variables.append(.init(name: "\(prefix)_KEY", value: known(value), isSecret: true))
        }
        if isPrivate { variables.append(.init(name: "\(prefix)_ALLOW_PRIVATE", value: "true", isSecret: false)) }
        return variables
    }

    /// A variable of the shell is no value.
    private func known(_ value: String) -> String? { value.isEmpty || value.contains("$") ? nil : value }

    /// The entry of `connections:`, each line at a margin.
    func lines(margin: String) -> [String] {
        var lines = ["\(name):", "  http: ${\(prefix)_URL}"]
        switch authentication {
        case nil: break
        case .bearer?: lines.append("  auth: {bearer: \"${\(prefix)_TOKEN}\"}")
        case .basic?: lines.append("  auth: {basic: {user: \"${\(prefix)_USER}\", password: \"${\(prefix)_PASSWORD}\"}}")
        case .header(let header, _)?:
            lines.append("  auth: {header: {name: \(YAMLText.scalar(header)), value: \"${\(prefix)_KEY}\"}}")
        }
        if isPrivate { lines.append("  allow_private: ${\(prefix)_ALLOW_PRIVATE:-false}") }
        return lines.map { margin + $0 }
    }

    /// For showing to people.
    public var yaml: String { (["connections:"] + lines(margin: "  ")).joined(separator: "\n") + "\n" }

    /// A name made of a host's.
    static func name(ofHost host: String) -> String {
        let labels = host.split(separator: ".").map(String.init)
        let isAddress = host.hasPrefix("[") || labels.allSatisfy { UInt8($0) != nil }
        if isAddress || host == "localhost" { return "server" }
        let plain = labels.dropLast().filter { !["api", "www", "app", "rest", "gateway", "com", "net", "org"].contains($0) }
        return Identifier.mended(plain.last ?? labels.first ?? "server") ?? "server"
    }

    /// Loopback and the ranges of RFC 1918: an address that the engine refuses unless the connection allows it.
    static func isPrivate(host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".local") || host == "[::1]" { return true }
        let numbers = host.split(separator: ".").compactMap { UInt8($0) }
        guard numbers.count == 4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (10, _), (127, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }
}
