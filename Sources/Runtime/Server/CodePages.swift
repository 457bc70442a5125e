import Glibc

/// The memory pages that hold the code of the program and its libraries.
public enum CodePages {
    /// Gives them back to the system, which has them in its cache: what runs again comes back by itself, what only starting needs does not.
    ///
    /// - SeeAlso: proc_pid_smaps(5), and madvise(2), `MADV_DONTNEED`.
    public static func giveBack() {
        guard let file = fopen("/proc/self/smaps", "r") else { return }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var code: Range<UInt>?
        while getline(&line, &capacity, file) > 0, let text = line.map({ String(cString: $0) }) {
            let words = text.split(separator: " ")
            if let mapping = CodePages.mapping(in: words) {
                code = mapping.isCode ? mapping.range : nil
            } else if words.first == "Anonymous:", words.dropFirst().first == "0", let code {
                // What was written to, as a debugger does, is in no cache.
                madvise(UnsafeMutableRawPointer(bitPattern: code.lowerBound), code.count, MADV_DONTNEED)
            }
        }
    }

    /// - Returns: `nil` when the line does not begin a mapping.
    private static func mapping(in words: [Substring]) -> (range: Range<UInt>, isCode: Bool)? {
        let bounds = (words.first ?? "").split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, words.count >= 5, bounds[0] < bounds[1] else { return nil }
        return (bounds[0]..<bounds[1], words[1] == "r-xp" && words.count > 5 && words[5].hasPrefix("/"))
    }
}
