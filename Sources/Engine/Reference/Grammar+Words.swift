/// What a value may be, in an author's words.
extension Grammar {
    /// Such as `a text` or `a list of names of tools`; empty for any value.
    var takes: String {
        var words: [String] = []
        for word in forms where !words.contains(word) { words.append(word) }
        return words.joined(separator: " or ")
    }

    private var forms: [String] {
        var forms: [String] = []
        if !self.words.isEmpty { forms.append(self.words.map { "`\($0)`" }.joined(separator: ", ")) }
        if takesBoolean { forms.append("`true` or `false`") }
        for use in meanings { forms.append(use.words) }
        forms += plain
        if takesSequence { forms.append(element.takes.isEmpty ? "a list" : "a list of: \(element.takes)") }
        if takesMapping { forms.append(keyMeanings.first.map { "a mapping by \($0.words)" } ?? "a mapping") }
        return forms
    }
}

extension NameUse {
    fileprivate var words: String {
        switch self {
        case .name(let kind): "the name of a \(kind.rawValue)"
        case .definition(let kind): "a new name for a \(kind.rawValue)"
        case .expression: "an expression"
        case .template: "a text with `{{ }}`"
        case .type: "a type"
        }
    }
}
