/// An address, taken apart for a connection and a tool.
struct URLParts: Equatable {
    /// `https://api.exemplo.com.br:8443`, without a slash at its end.
    let origin: String
    let host: String
    /// Between slashes, still encoded.
    let segments: [String]
    let query: [Pair]

    struct Pair: Equatable {
        let name: String
        let value: String
    }

    /// `nil` for what is no address of HTTP. Without a scheme it is `http`, as `curl` takes it.
    init?(_ text: String) {
        var rest = text[...]
        var scheme = "http"
        if let separator = text.firstRange(of: "://") {
            scheme = text[..<separator.lowerBound].lowercased()
            rest = text[separator.upperBound...]
        }
        guard scheme == "http" || scheme == "https" else { return nil }
        let authority = rest.prefix { !"/?#".contains($0) }
        rest = rest.dropFirst(authority.count)
        let place = authority.split(separator: "@").last ?? ""
        let host = place.hasPrefix("[") ? place.prefix { $0 != "]" } + "]" : place.prefix { $0 != ":" }
        guard !host.isEmpty, !place.contains(where: \.isWhitespace) else { return nil }
        origin = "\(scheme)://\(place)"
        self.host = host.lowercased()
        rest = rest.prefix { $0 != "#" }
        segments = rest.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        query =
            rest.firstIndex(of: "?").map { URLParts.pairs(String(rest[rest.index(after: $0)...])) }?
            .map { Pair(name: $0.name, value: $0.value) } ?? []
    }

    /// `a=1&b=2`, decoded.
    static func pairs(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(pair[0], plusIsSpace: true), pair.count > 1 ? decoded(pair[1], plusIsSpace: true) : "")
        }
    }

    /// What is no UTF-8 once it is decoded stays as it is.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }
}
