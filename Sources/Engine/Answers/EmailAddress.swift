/// The address of an electronic mailbox.
enum EmailAddress {
    /// The one address among the words, its host in lower case; `nil` when there is none or several.
    ///
    /// - SeeAlso: HTML Living Standard, "Email state": what browsers take, with a domain of two parts at least.
    static func text(_ written: String) -> String? {
        guard written.utf8.count <= 1024 else { return nil }
        let candidates = written.split { $0.isWhitespace || "<>()[],;\"".contains($0) }.filter { $0.contains("@") }
        guard candidates.count == 1, let found = candidates.first else { return nil }
        let edges = ".:!?'*"
        let address = found.drop { edges.contains($0) }.reversed().drop { edges.contains($0) }.reversed()
        let parts = String(address).split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, isMailbox(parts[0]), isHost(parts[1]), address.count <= 254 else { return nil }
        return "\(parts[0])@\(parts[1].lowercased())"
    }

    private static func isMailbox(_ text: Substring) -> Bool {
        let dots = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...64).contains(text.count)
            && dots.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+/=?^_`{|}~-".contains($0)) }
            }
    }

    private static func isHost(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        let areLabels = labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
        return labels.count > 1 && areLabels && labels.last.map { $0.count > 1 && $0.allSatisfy(\.isLetter) } ?? false
    }
}
