/// Texts that mean something else to one reader of YAML or another when they stand without quotes.
///
/// - SeeAlso: https://yaml.org/type/bool.html and its neighbours, YAML 1.1's types, which many tools still go by.
enum RiskyScalar {
    private static let words: Set<String> = ["y", "yes", "n", "no", "true", "false", "on", "off", "null", "~"]

    /// Whether a plain text is taken for a truth, a number, a time or nothing by some reader.
    static func isRisky(_ text: String) -> Bool {
        isWord(text) || isTime(text) || (isNumber(text) && !isPlainNumber(text))
    }

    static func isWord(_ text: String) -> Bool { words.contains(text.lowercased()) }

    /// Also with `_` and `:` between the digits, in octal and with leading zeros.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        if [".inf", ".nan"].contains(digits.lowercased()) { return true }
        if digits.hasPrefix("0x") || digits.hasPrefix("0o") || digits.hasPrefix("0b") {
            return digits.dropFirst(2).utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: "_") }
        }
        let whole = digits.prefix { $0 != "e" && $0 != "E" }
        let parts = whole.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, whole.utf8.contains(where: isDigit),
            whole.utf8.allSatisfy({ isDigit($0) || "._:".utf8.contains($0) }), whole.first != "_", whole.first != ":"
        else { return false }
        guard whole.count < digits.count else { return true }
        let exponent = digits.dropFirst(whole.count + 1).drop { $0 == "+" || $0 == "-" }
        return !exponent.isEmpty && exponent.utf8.allSatisfy(isDigit)
    }

    /// Digits that every reader gives back as they are.
    private static func isPlainNumber(_ text: String) -> Bool {
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        return digits.utf8.allSatisfy(isDigit) && digits.utf8.count <= 15 && (digits.first != "0" || digits == "0")
    }

    /// `2026-12-25`, alone or with a time behind it.
    private static func isTime(_ text: String) -> Bool {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, text.utf8.count >= 8 else { return false }
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.prefix(1).allSatisfy(isDigit) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte
    }
}
