internal import CRE2

/// A compiled regular expression of RE2: its time grows with the text alone, so there are no back-references and no look-around.
///
/// `@unchecked` for the C pointer: nothing changes behind it once it is compiled, and RE2 matches from many threads at once.
final class Pattern: @unchecked Sendable {
    private let compiled: OpaquePointer
    /// How many groups in parentheses it has.
    let groupCount: Int

    private static let maxMemoryBytes = 1 << 20

    init(_ text: String) throws(EvaluationError) {
        var text = text
        var reason = [CChar](repeating: 0, count: 200)
        let compiled = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cre2_compile($0.baseAddress, $0.count, Pattern.maxMemoryBytes, &reason, reason.count)
            }
        }
        guard let compiled else {
            let why = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw EvaluationError(.argument, "the pattern is faulty: \(why)")
        }
        self.compiled = compiled
        groupCount = Int(cre2_group_count(compiled))
    }

    deinit {
        cre2_free(compiled)
    }

    /// The whole match, then each group; nil for a group that took no part.
    struct Match {
        let ranges: [Range<Int>?]
    }

    func isFound(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { find(in: $0, from: 0, groups: 0) != nil }
    }

    /// - Parameter limit: The most matches to find, from the left and never within one another; negative for all.
    /// - Returns: Ranges of UTF-8 offsets.
    func matches(in text: [UInt8], limit: Int) throws(EvaluationError) -> [Match] {
        var matches: [Match] = []
        var start = 0
        while matches.count != limit, start <= text.count {
            guard let match = text.withUnsafeBufferPointer({ find(in: $0, from: start, groups: groupCount + 1) }),
                let whole = match.ranges[0]
            else { break }
            matches.append(match)
            start = whole.upperBound
            guard whole.isEmpty else { continue }
            repeat { start += 1 } while start < text.count && UTF8.isContinuation(text[start])
        }
        return matches
    }

    private func find(in text: UnsafeBufferPointer<UInt8>, from start: Int, groups count: Int) -> Match? {
        var bounds = [Int](repeating: 0, count: count * 2)
        let isFound = text.withMemoryRebound(to: CChar.self) {
            cre2_find(compiled, $0.baseAddress, $0.count, start, &bounds, Int32(count))
        }
        guard isFound else { return nil }
        return Match(
            ranges: (0..<count).map { bounds[2 * $0] > text.count ? nil : bounds[2 * $0]..<bounds[2 * $0 + 1] }
        )
    }
}
