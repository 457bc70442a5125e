/// Names that authors invent: for nodes, state, tools, connections and models.
enum Identifier {
    static let pattern = "^[a-z][a-z0-9_]*$"
    static let maximumLength = 64

    static func isValid(_ name: String) -> Bool {
        let letters = name.utf8
        guard let first = letters.first, letters.count <= maximumLength else { return false }
        let isLetter = { (byte: UInt8) in UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
        let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        return isLetter(first) && letters.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// The nearest name that is allowed: lower case, without accents, `_` for what is no letter.
    static func mended(_ name: String) -> String? {
        let letters = NameSuggestion.folded(name).unicodeScalars.map { scalar -> Character in
            isValid("a\(scalar)") ? Character(scalar) : "_"
        }
        let mended = String(String(letters).drop { !("a"..."z").contains($0) }.prefix(maximumLength))
        return isValid(mended) ? mended : nil
    }
}
