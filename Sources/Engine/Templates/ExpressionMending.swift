import CEL

/// What to say of the faults of one expression: its text as it should be written where that is known, a name that is near, or a hint.
struct ExpressionMending {
    let text: String
    /// How much of the scalar's text stands before the expression, in Unicode scalars.
    let offset: Int
    let scalar: YAMLScalar
    /// Longer ones are not shown whole.
    private static let longest = 160

    /// - Parameter faults: How many faults another text would have in this place.
    /// - Returns: For each issue what to do about it, the whole mended text only for the first that it mends.
    func help(for issues: [CEL.Issue], faults: (String) -> Int) -> [Wording?] {
        let edits = issues.map(edits)
        let all = edits.flatMap(\.self)
        let isMended = applied(all).map { faults($0) == 0 } ?? false
        var isShown = false
        return zip(issues, edits).map { issue, own in
            if own.isEmpty { return issue.hint }
            if let name = suggestion(for: issue) { return "did you mean '\(name)'?" }
            if isMended {
                defer { isShown = true }
                return isShown ? issue.hint : written(all) ?? issue.hint
            }
            guard let changed = applied(own), faults(changed) < issues.count else { return issue.hint }
            return written(own) ?? issue.hint
        }
    }

    private func edits(of issue: CEL.Issue) -> [Edit] {
        suggestion(for: issue).map { [Edit(issue.range, $0)] } ?? issue.edits
    }

    /// The nearest name, unless it is known better what is meant.
    private func suggestion(for issue: CEL.Issue) -> String? {
        switch issue.kind {
        case .unknownName(let name, let candidates):
            guard issue.edits.isEmpty || issue.hint != nil else { return nil }
            return NameSuggestion.nearest(to: name, in: candidates)
        case .unknownField(let name, _, let candidates), .unknownFunction(let name, let candidates):
            return issue.edits.isEmpty ? NameSuggestion.nearest(to: name, in: candidates) : nil
        default: return nil
        }
    }

    /// The expression with the edits; `nil` when they meet one another.
    func applied(_ edits: [Edit]) -> String? {
        let scalars = Array(text.unicodeScalars)
        return join(edits) { range in String(String.UnicodeScalarView(scalars[range.clamped(to: scalars.indices)])) }
    }

    /// What to write in the file, in the quotes and with the escapes that stand there.
    func written(_ edits: [Edit]) -> Wording? {
        let map = scalar.sourceMap
        let inQuotes = edits.map { Edit($0.range, quoted($0.replacement)) }
        let mended = join(inQuotes) { range in
            let piece = map.span(of: range.lowerBound + offset..<range.upperBound + offset).text
            return String(piece)
        }
        guard let mended else { return nil }
        let line = mended.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ").trimmed
        return line.unicodeScalars.count > Self.longest ? nil : "write \(line)"
    }

    /// Text literals in the quotes that do not end the scalar they stand in.
    private func quoted(_ replacement: String) -> String {
        switch scalar.style {
        case .singleQuoted where !replacement.contains("\""): String(replacement.map { $0 == "'" ? "\"" : $0 })
        case .doubleQuoted where !replacement.contains("'"):
            replacement.map { $0 == "\"" ? "'" : $0 == "\\" ? "\\\\" : String($0) }.joined()
        default: replacement
        }
    }

    private func join(_ edits: [Edit], _ piece: (Range<Int>) -> String) -> String? {
        let end = text.unicodeScalars.count
        var result = ""
        var place = 0
        for (_, edit) in edits.enumerated().sorted(by: { Self.precedes($0, $1) }) {
            // What lies within a greater change goes with it.
            if edit.range.upperBound <= place, edit.range.lowerBound < place { continue }
            guard edit.range.lowerBound >= place, edit.range.upperBound <= end else { return nil }
            if edit.range.lowerBound > place { result += piece(place..<edit.range.lowerBound) }
            result += edit.replacement
            place = edit.range.upperBound
        }
        return place < end ? result + piece(place..<end) : result
    }

    private static func precedes(_ left: (offset: Int, element: Edit), _ right: (offset: Int, element: Edit)) -> Bool {
        let (one, other) = (left.element.range, right.element.range)
        if one.lowerBound != other.lowerBound { return one.lowerBound < other.lowerBound }
        // What is put in at a place comes before what is changed there, and the greater change before the smaller.
        if one.isEmpty != other.isEmpty { return one.isEmpty }
        return (other.count, left.offset) < (one.count, right.offset)
    }
}
