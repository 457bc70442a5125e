extension String {
    /// Another system's words, fit for an operator's log: without phone numbers, tokens, links and quoted phrases, which errors
    /// may repeat from what was sent; at most 200 characters.
    var forOperator: String {
        let phrases = String(prefix(1000)).withoutQuotedPhrases.withoutNumbers.split(whereSeparator: \.isWhitespace)
        return String(phrases.map { $0.count > 40 ? "…" : $0 }.joined(separator: " ").prefix(200))
    }

    /// Without what stands in quotes and is more than a word.
    private var withoutQuotedPhrases: String {
        var kept = ""
        var quoted: String?
        var mark: Character = "\""
        for character in self {
            if let open = quoted {
                guard character == mark else {
                    quoted = open + [character]
                    continue
                }
                kept += open.contains(where: \.isWhitespace) ? "…\(mark)" : "\(open)\(mark)"
                quoted = nil
            } else {
                kept.append(character)
                let isInWord = kept.dropLast().last?.isLetter ?? false
                if "\"`“".contains(character) || character == "'" && !isInWord {
                    quoted = ""
                    mark = character == "“" ? "”" : character
                }
            }
        }
        return kept + (quoted == nil ? "" : "…")
    }

    /// Without runs of more than six digits, however they are grouped.
    private var withoutNumbers: String {
        var kept = ""
        var run = ""
        for character in self + "\n" {
            if character.isASCIIDigit || " +-().".contains(character) {
                run.append(character)
            } else {
                kept += run.count(where: \.isASCIIDigit) > 6 ? " … " : run
                kept.append(character)
                run = ""
            }
        }
        return kept
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
