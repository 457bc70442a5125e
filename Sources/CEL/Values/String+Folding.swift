extension String {
    /// In lower case and without accents, for comparing what people type: `fold('Não') == 'nao'`.
    var folded: String {
        var folded = UnicodeScalarView()
        for scalar in lowercased().unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
            folded.append(scalar.isASCII ? scalar : scalar.withoutAccent)
        }
        return String(folded)
    }

    /// Without the white space of Unicode at both ends.
    var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(scalars[...last])
    }

    /// Each word with a capital letter and the rest in lower case; the small words only where they are not the first.
    func titled(butFor smallWords: Set<String>) -> String {
        var titled = ""
        var word = ""
        func endWord() {
            let isSmall = !titled.isEmpty && smallWords.contains(word)
            if let first = word.unicodeScalars.first, !isSmall {
                titled += first.properties.titlecaseMapping + String(word.unicodeScalars.dropFirst())
            } else {
                titled += word
            }
            word = ""
        }
        for scalar in lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.isWithinWord {
                word.unicodeScalars.append(scalar)
            } else {
                endWord()
                titled.unicodeScalars.append(scalar)
            }
        }
        endWord()
        return titled
    }
}

extension Unicode.Scalar {
    fileprivate var isWithinWord: Bool {
        self == "'" || self == "\u{2019}" || properties.generalCategory == .nonspacingMark
    }

    /// The plain letter of an accented Latin one, by its name in Unicode: 'LATIN SMALL LETTER A WITH TILDE' is an 'a'.
    fileprivate var withoutAccent: Unicode.Scalar {
        let opening = "LATIN SMALL LETTER "
        guard let name = properties.name, name.hasPrefix(opening) else { return self }
        let rest = name.unicodeScalars.dropFirst(opening.unicodeScalars.count)
        guard let letter = rest.first, rest.dropFirst().starts(with: " WITH ".unicodeScalars) else { return self }
        return Unicode.Scalar(letter.value + 0x20) ?? self
    }
}
