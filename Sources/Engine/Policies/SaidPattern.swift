import CEL

/// What a text may be found to say: words, wherever they stand one after the other, or a regular expression between slashes.
///
/// Case and accents of words do not count, and a word is found as a whole: `diagnóstico` is in "o Diagnostico" and not in
/// "diagnósticos".
struct SaidPattern: Sendable, Equatable {
    private enum Content: Sendable, Equatable {
        case words([String])
        case pattern(ValueCheck.Pattern)
    }

    /// As it is written.
    let text: String
    private let content: Content

    /// `nil` when there is no word in it, or no regular expression between its slashes.
    init?(_ text: String) {
        self.text = text
        if text.utf8.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
            guard let pattern = ValueCheck.Pattern(String(text.dropFirst().dropLast())) else { return nil }
            content = .pattern(pattern)
        } else {
            let words = SpokenWord.all(in: text).map(\.folded)
            guard !words.isEmpty else { return nil }
            content = .words(words)
        }
    }

    func isFound(in text: SpokenText) -> Bool { place(in: text) != nil }

    /// In Unicode scalars of the text; all of it for a regular expression. `nil` when the text does not say it.
    func place(in text: SpokenText) -> Range<Int>? {
        switch content {
        case .pattern(let pattern): return pattern.isFound(in: text.text) ? 0..<text.text.unicodeScalars.count : nil
        case .words(let words):
            for start in text.words.indices where text.words.count - start >= words.count {
                let stretch = text.words[start..<start + words.count]
                guard stretch.elementsEqual(words, by: { $0.folded == $1 }), let first = stretch.first, let last = stretch.last
                else { continue }
                return first.range.lowerBound..<last.range.upperBound
            }
            return nil
        }
    }
}

/// A text in which several patterns are looked for.
struct SpokenText {
    let text: String
    let words: [SpokenWord]

    init(_ text: String) {
        self.text = text
        words = SpokenWord.all(in: text)
    }
}

/// A run of letters and digits in a text.
struct SpokenWord: Equatable {
    /// In lower case and without accents.
    let folded: String
    /// In Unicode scalars of the text.
    let range: Range<Int>

    static func all(in text: String) -> [SpokenWord] {
        var words: [SpokenWord] = []
        var folded: [UInt8] = []
        var start: Int?
        var place = 0
        func end() {
            guard let begun = start else { return }
            words.append(SpokenWord(folded: String(decoding: folded, as: UTF8.self), range: begun..<place))
            folded.removeAll(keepingCapacity: true)
            start = nil
        }
        for scalar in text.unicodeScalars {
            if scalar.isSpoken {
                start = start ?? place
                NameSuggestion.fold(scalar, into: &folded)
            } else {
                end()
            }
            place += 1
        }
        end()
        return words
    }
}

extension Unicode.Scalar {
    fileprivate var isSpoken: Bool {
        if isASCII { return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self) }
        return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    }
}

extension Shape where Value == SaidPattern {
    /// Words, or a regular expression between slashes.
    static var saidPattern: Shape<SaidPattern> {
        Shape("words, or a regular expression such as '/R\\$ ?[0-9]+/'", .scalar, .scalar, document: { .string($0.text) }) {
            (node, diagnostics) throws(Unreadable) in
            let written = Located(try Shape<String>.text.read(node, &diagnostics), at: node.span)
            if let pattern = SaidPattern(written.value) { return pattern }
            guard written.value.hasPrefix("/") else {
                throw diagnostics.refuse(.wrongValue(expected: "words, or a regular expression between slashes", found: node))
            }
            throw diagnostics.refuse(.wrongPattern(written))
        }
    }
}
