/// The name that was probably meant by one that does not exist.
enum NameSuggestion {
    /// Names longer than this are not compared.
    static let longestName = 128

    /// The nearest of `candidates`, when the edits to it are at most a third of its length.
    ///
    /// An edit adds, removes or replaces a character or swaps two neighbours (optimal string alignment). Case and accents do not count.
    /// - Returns: The earliest of the nearest in the order of `candidates`; `nil` when none is near.
    static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(folded(name).unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
        var best: (name: String, edits: Int)?
        for candidate in candidates {
            let letters = Array(folded(candidate).unicodeScalars)
            let allowed = min(letters.count / 3, (best?.edits ?? .max) - 1)
            guard letters.count <= longestName, allowed >= 0, abs(letters.count - wanted.count) <= allowed else { continue }
            let edits = distance(wanted, letters)
            if edits <= allowed { best = (candidate, edits) }
        }
        return best?.name
    }

    /// Lower case, without accents; `-` and `_` are one letter.
    static func folded(_ name: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(name.utf8.count)
        for scalar in name.unicodeScalars { fold(scalar, into: &folded) }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Appends what one letter becomes, in UTF-8.
    static func fold(_ scalar: Unicode.Scalar, into folded: inout [UInt8]) {
        switch scalar {
        case "A"..."Z": folded.append(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
        case _ where scalar.isASCII || LatinLetters.base[scalar] != nil: foldLower(scalar, into: &folded)
        default: for lower in scalar.properties.lowercaseMapping.unicodeScalars { foldLower(lower, into: &folded) }
        }
    }

    private static func foldLower(_ lower: Unicode.Scalar, into folded: inout [UInt8]) {
        let base = lower.isASCII ? lower : LatinLetters.base[lower] ?? lower
        if base.isASCII {
            folded.append(base == "-" ? UInt8(ascii: "_") : UInt8(truncatingIfNeeded: base.value))
        } else if base.properties.generalCategory != .nonspacingMark {
            folded.append(contentsOf: UTF8.encode(base) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var edits = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    edits = min(edits, beforeLast[column - 1] + 1)
                }
                current.append(edits)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
