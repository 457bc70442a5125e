/// Signs and words of other languages, and what CEL writes for them: a fault that uses one is told with its cure, and reading goes on.
enum ForeignSigns {
    static let all: Set<String> = [
        "===", "!==", "=>", "=<", "=~", "<>", "+=", "-=", "++", "->", "??", "?:", "=", "&", "|", ";", "$", "#", "@", "^", "~",
        "\u{2260}", "\u{2264}",
        "\u{2265}",
    ]

    /// What they begin with, beside what begins no sign of CEL.
    static func mayBegin(with scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII || "=!<-+?&|;$#@^~".unicodeScalars.contains(scalar)
    }

    /// What to write for a block of a template language.
    static func hint(forBlock word: String) -> Wording {
        word.contains("for") || word.contains("each")
            ? "for a list write list.map(x, x.name).join(', ')" : "write condition ? 'text' : ''"
    }

    static func relation(_ kind: Token.Kind) -> BinaryOperator? {
        switch kind {
        case .foreign(let sign): relations[sign]
        case .identifier(let word): word == "is" || word == "eq" ? .equal : nil
        default: nil
        }
    }

    static func logical(_ kind: Token.Kind) -> LogicalOperator? {
        switch kind {
        case .foreign("&"), .identifier("and"), .identifier("AND"), .identifier("e"), .identifier("E"): .and
        case .foreign("|"), .identifier("or"), .identifier("OR"), .identifier("ou"), .identifier("OU"): .or
        default: nil
        }
    }

    static func product(_ kind: Token.Kind) -> BinaryOperator? {
        switch kind {
        case .identifier("mod"): .remainder
        case .identifier("div"): .divide
        default: nil
        }
    }

    static func isNot(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .identifier(let word): ["not", "NOT", "nao"].contains(word)
        case .accented(let word): ["não", "NÃO"].contains(word)
        default: false
        }
    }

    /// Methods that other languages write between their operands.
    static func infixMethod(_ kind: Token.Kind) -> String? {
        switch kind {
        case .identifier(let word): ["contains", "startsWith", "endsWith", "matches"].contains(word) ? word : nil
        case .foreign("=~"): "matches"
        default: nil
        }
    }

    /// Filters as in `name | upper`, with the function that does the same.
    static let filters: [String: String] = [
        "upper": "upper", "lower": "lower", "trim": "trim", "strip": "trim", "length": "size", "size": "size", "count": "size",
        "int": "int", "string": "string", "float": "double", "money": "money", "currency": "money", "number": "number",
        "date": "date", "time": "time", "title": "title", "capitalize": "title", "json": "json", "tojson": "json",
        "round": "math.round", "abs": "math.abs", "default": ".orValue", "d": ".orValue", "join": ".join", "replace": ".replace",
        "split": ".split", "reverse": ".reverse", "sort": ".sort", "first": ".first", "last": ".last",
    ]

    /// Words that open or close a block in template languages.
    static let blocks: Set<String> = [
        "if", "elif", "elseif", "else", "endif", "for", "endfor", "each", "end", "unless", "with", "endwith", "block", "endblock",
        "include", "foreach",
    ]

    /// Whether a word alone is the end of a block, and not the name that it could be.
    static func closesBlock(_ word: String) -> Bool { word.hasPrefix("end") && blocks.contains(word) }

    /// What may follow a number as a unit of time, and how many hours or which sign of a duration it is.
    static func duration(_ digits: String, _ unit: String) -> String? {
        guard let count = Int64(digits), count < 1_000_000 else { return nil }
        return switch unit {
        case "h", "m", "s", "ms": "\(count)\(unit)"
        case "hours", "hour", "horas", "hora": "\(count)h"
        case "min", "minutes", "minutos": "\(count)m"
        case "d", "days", "day", "dias", "dia": "\(count * 24)h"
        default: nil
        }
    }

    private static let relations: [String: BinaryOperator] = [
        "=": .equal, "===": .equal, "!==": .notEqual, "<>": .notEqual, "\u{2260}": .notEqual, "=<": .lessOrEqual,
        "\u{2264}": .lessOrEqual, "=>": .greaterOrEqual, "\u{2265}": .greaterOrEqual,
    ]
}
