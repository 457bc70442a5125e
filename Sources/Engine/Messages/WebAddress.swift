/// An address that a message may carry: `https`, a host with a dot, no user, no white space.
///
/// - SeeAlso: RFC 3986, section 3.
enum WebAddress {
    private static let scheme = "https://"
    /// As WhatsApp takes it at most.
    private static let maximumLength = 2000

    static func isValid(_ text: String) -> Bool {
        guard text.hasPrefix(scheme), text.utf8.count <= maximumLength, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            return false
        }
        guard !text.utf8.contains(where: { "<>\"\\^`{|}".utf8.contains($0) }) else { return false }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, !authority.contains("@") else { return false }
        if parts.count == 2, Int(parts[1]).map({ (1...65_535).contains($0) }) != true { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    /// Whether a text whose rest an expression makes may still become one.
    static func mayBegin(with text: String) -> Bool {
        guard text.hasPrefix(scheme) else { return scheme.hasPrefix(text) }
        return text == scheme || text.utf8.allSatisfy { $0 > 0x20 }
    }
}
