/// A text as the scripted model reads it: words without case and accents, and the first number that could be an order's.
struct Words {
    let text: String
    let set: Set<String>
    /// 4 through 12 digits on their own.
    let number: String?

    init(_ text: String) {
        self.text = text
        let list = text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        set = Set(list)
        number = list.first { (4...12).contains($0.count) && $0.allSatisfy { ("0"..."9").contains($0) } }
    }
}

extension String {
    /// Lower case, each letter without its accent.
    fileprivate var folded: String {
        let letters: [Character: Character] = [
            "á": "a", "à": "a", "â": "a", "ã": "a", "ä": "a", "é": "e", "ê": "e", "è": "e", "í": "i", "ì": "i", "ó": "o",
            "ô": "o", "õ": "o", "ò": "o", "ö": "o", "ú": "u", "ü": "u", "ù": "u", "ç": "c", "ñ": "n",
        ]
        return String(lowercased().map { letters[$0] ?? $0 })
    }

    func trimmingEnd(of characters: String) -> String {
        var text = self[...]
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}
