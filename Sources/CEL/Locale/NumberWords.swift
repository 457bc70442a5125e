/// Reads whole numbers through a hundred in words: `vinte e um`, `twenty-one`.
struct NumberWords {
    /// By words without case and accents.
    private let values: [String: Int]
    /// What stands between tens and units.
    private let joints: Set<String>

    /// - Parameter language: Without its country. Of others than Portuguese and English no words are known.
    init(language: String) {
        switch language {
        case "pt":
            values = NumberWords.portuguese
            joints = ["e"]
        case "en":
            values = NumberWords.english
            joints = ["and"]
        default:
            values = [:]
            joints = []
        }
    }

    func number(in text: String) -> Int? {
        guard text.utf8.count <= 64 else { return nil }
        let words = text.folded.split { $0.isWhitespace || $0 == "-" }.map(String.init).filter { !joints.contains($0) }
        let numbers = words.compactMap { values[$0] }
        guard numbers.count == words.count, let first = numbers.first else { return nil }
        switch numbers.count {
        case 1: return first
        // Tens and units, or 'one hundred'.
        case 2 where (20...90).contains(first) && (1...9).contains(numbers[1]): return first + numbers[1]
        case 2 where first == 1 && numbers[1] == 100: return 100
        default: return nil
        }
    }

    private static let portuguese = table(
        [
            ["zero"], ["um", "uma"], ["dois", "duas"], ["tres"], ["quatro"], ["cinco"], ["seis"], ["sete"], ["oito"], ["nove"],
            ["dez"], ["onze"], ["doze"], ["treze"], ["catorze", "quatorze"], ["quinze"], ["dezesseis", "dezasseis"],
            ["dezessete", "dezassete"], ["dezoito"], ["dezenove", "dezanove"],
        ],
        tens: ["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa", "cem"])

    private static let english = table(
        [
            ["zero"], ["one", "a"], ["two"], ["three"], ["four"], ["five"], ["six"], ["seven"], ["eight"], ["nine"], ["ten"],
            ["eleven"], ["twelve"], ["thirteen"], ["fourteen"], ["fifteen"], ["sixteen"], ["seventeen"], ["eighteen"],
            ["nineteen"],
        ],
        tens: ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"])

    private static func table(_ small: [[String]], tens: [String]) -> [String: Int] {
        var values: [String: Int] = [:]
        for (number, words) in small.enumerated() {
            for word in words { values[word] = number }
        }
        for (place, word) in tens.enumerated() { values[word] = (place + 2) * 10 }
        return values
    }
}
