/// Places of other template languages in a text that a person would be sent as they stand.
enum ForeignTemplates {
    struct Place {
        let range: Range<Int>
        /// What stands within.
        let inner: String
    }

    /// - Parameters:
    ///   - scalars: A text without its `{{ }}`.
    ///   - names: What may stand alone in `{name}`; anything else in single braces is a text.
    static func find(in scalars: ArraySlice<Unicode.Scalar>, names: Set<String>) -> [Place] {
        var places: [Place] = []
        var at = scalars.startIndex
        while at < scalars.endIndex {
            guard let place = place(at: at, in: scalars, names) else {
                at += 1
                continue
            }
            places.append(place)
            at = place.range.upperBound
        }
        return places
    }

    private static func place(at start: Int, in scalars: ArraySlice<Unicode.Scalar>, _ names: Set<String>) -> Place? {
        for (opening, closing) in [("${", "}"), ("#{", "}"), ("{%", "%}"), ("<%", "%>"), ("[[", "]]"), ("{", "}")] {
            guard scalars[start...].starts(with: opening.unicodeScalars) else { continue }
            let begin = start + opening.unicodeScalars.count
            let end = closing.unicodeScalars.count
            guard let stop = scalars[begin...].indices.first(where: { scalars[$0...].starts(with: closing.unicodeScalars) })
            else {
                return nil
            }
            var inner = String.UnicodeScalarView()
            inner.append(contentsOf: scalars[begin..<stop])
            let text = String(inner).trimmed
            let root = String(text.prefix { $0 != "." && $0 != "[" })
            guard opening == "{%" || names.contains(root) else { return nil }
            return Place(range: start..<stop + end, inner: text)
        }
        return nil
    }
}
