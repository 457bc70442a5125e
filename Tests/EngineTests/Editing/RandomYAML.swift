/// YAML that nobody wrote, the same for the same seed.
struct RandomYAML {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(bound, 1)))
    }

    private mutating func pick(_ words: [String]) -> String { words[next(words.count)] }

    mutating func document() -> String {
        var text = next(3) == 0 ? "# first\n\n" : ""
        text += next(4) == 0 ? list(0, depth: 0) : mapping(0, depth: 0)
        if next(3) == 0 { text += "# last\n" }
        return text
    }

    private mutating func noise(_ column: Int) -> String {
        switch next(9) {
        case 0: "\n"
        case 1: "\n\n\n"
        case 2: String(repeating: " ", count: column) + "# a comment\n"
        case 3: "# at the margin\n"
        case 4: String(repeating: " ", count: next(column + 2)) + "# anywhere\n   \n"
        default: ""
        }
    }

    private mutating func mapping(_ column: Int, depth: Int) -> String {
        var text = ""
        for number in 0..<(1 + next(4)) {
            text += noise(column) + String(repeating: " ", count: column) + "k\(number):"
            text += value(column, depth: depth, isInList: false)
        }
        return text
    }

    private mutating func list(_ column: Int, depth: Int) -> String {
        var text = ""
        for _ in 0..<(1 + next(3)) {
            text += noise(column) + String(repeating: " ", count: column) + "-"
            text += value(column, depth: depth, isInList: true)
        }
        return text
    }

    private mutating func value(_ column: Int, depth: Int, isInList: Bool) -> String {
        let deeper = column + 1 + next(5)
        let margin = String(repeating: " ", count: deeper)
        switch depth < 4 ? next(12) : next(7) {
        case 0: return " " + pick(["palavra", "yes", "007", "1.5", "'a # b'", "\"c: d\"", "2026-01-02", ""]) + "\n"
        case 1: return " x" + pick(["", "  # note", "   "]) + "\n"
        case 2:
            return pick([" |", " >", " |-", " >+", " |  # why"]) + "\n\(margin)one  \n\n\(margin)  two\n\(margin)three # kept\n"
        case 3: return " {a: 1, b: [x, 'y'],\n\(margin)c: 2}\n"
        case 4: return " \"quoted\n\n\(margin)further \\\n\(margin)on\"\n"
        case 5: return " plain\n\(margin)goes on\n"
        case 6: return " [\n\(margin)one, # first\n\(margin)two,\n\n\(margin)]\n"
        case 7, 8:
            if isInList, next(2) == 0 {
                let spaces = 1 + next(3)
                let inner = mapping(column + 1 + spaces, depth: depth + 1)
                let lines = inner.drop { $0 == " " }
                if lines.first == "k" { return String(repeating: " ", count: spaces) + String(lines) }
            }
            return "\n" + mapping(deeper, depth: depth + 1)
        case 9: return " &a\(column)\n" + mapping(deeper, depth: depth + 1)
        default: return "\n" + list(isInList ? deeper : deeper - next(2), depth: depth + 1)
        }
    }

    /// With a few characters taken out, doubled or put in.
    mutating func damaged(_ text: String) -> String {
        var characters = Array(text)
        for _ in 0..<(1 + next(4)) where !characters.isEmpty {
            let place = next(characters.count)
            switch next(4) {
            case 0: characters.remove(at: place)
            case 1: characters.insert(characters[place], at: place)
            case 2:
                characters.insert(Character(pick([" ", "\n", "'", "\"", "{", ":", "#", "-", "|", "\u{85}", "\r"])), at: place)
            default: characters.swapAt(place, next(characters.count))
            }
        }
        return String(characters)
    }
}
