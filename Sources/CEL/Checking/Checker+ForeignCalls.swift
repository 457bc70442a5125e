/// Functions that other languages have under other names, or write in another way.
extension Checker {
    /// What is meant by a call of a function that does not exist.
    func edits(for call: WrittenCall, _ given: [Type]) -> [Edit] {
        let count = call.arguments.count
        switch (call.name, count) {
        case ("not", 1), ("nao", 1): return [Edit(call.place, "!")]
        case ("and", 2...): return call.joined(by: Array(repeating: "&&", count: count - 1))
        case ("or", 2...) where !call.isMethod: return call.joined(by: Array(repeating: "||", count: count - 1))
        case ("concat", 2...) where !call.isMethod, ("CONCATENAR", 2...):
            return call.joined(by: Array(repeating: "+", count: count - 1))
        case ("se", 3), ("SE", 3), ("IF", 3), ("iif", 3): return call.joined(by: ["?", ":"])
        case ("now", 0): return [Edit(call.whole, "now")]
        case ("isEmpty", 1), ("empty", 1), ("is_empty", 1), ("vazio", 1): return sized(call)
        case ("isset", 1), ("defined", 1), ("exists", 1):
            guard !call.isMethod, case .select? = call.arguments.first?.kind else { return [] }
            return [Edit(call.place, "has")]
        case ("includes", 2) where call.isMethod, ("include", 2) where call.isMethod:
            if case .list? = given.first { return isIn(call.arguments[0], call.arguments[1]) }
            return rewritten(call, as: "contains")
        default: break
        }
        if call.isMethod, count == 1, case .object(let object)? = given.first, object.field(named: call.name) != nil {
            return [Edit(call.place.upperBound..<call.whole.upperBound, "")]
        }
        if call.name.hasPrefix("math."), environment.functions(named: call.name) != nil { return [Edit(call.place, call.name)] }
        guard let name = Self.synonyms[call.name] ?? Self.synonyms[call.name.lowercased()] else { return [] }
        return rewritten(call, as: name)
    }

    /// The call under a name that exists, as a function or a method, whichever that is.
    func rewritten(_ call: WrittenCall, as name: String) -> [Edit] {
        let overloads = (environment.functions(named: name) ?? []).flatMap(\.overloads)
        if overloads.contains(where: { $0.isMethod == call.isMethod }) {
            return call.name == name ? [] : [Edit(call.place, name)]
        }
        return overloads.isEmpty ? [] : call.turned(into: name)
    }

    private func sized(_ call: WrittenCall) -> [Edit] {
        let size = call.isMethod ? call.turned(into: "size") : [Edit(call.place, "size")]
        return size + [Edit(call.whole.upperBound..<call.whole.upperBound, " == 0")]
    }

    private static let synonyms: [String: String] = [
        "len": "size", "length": "size", "count": "size", "tamanho": "size", "strlen": "size", "num_tam": "size",
        "touppercase": "upper", "uppercase": "upper", "toupper": "upper", "maiuscula": "upper", "maiusculas": "upper",
        "tolowercase": "lower", "lowercase": "lower", "tolower": "lower", "minuscula": "lower", "minusculas": "lower",
        "strip": "trim", "tostring": "string", "str": "string", "text": "string", "texto": "string",
        "parseint": "int", "toint": "int", "integer": "int", "inteiro": "int", "float": "double", "parsefloat": "double",
        "todouble": "double", "decimal": "double", "bool": "bool", "boolean": "bool",
        "startswith": "startsWith", "starts_with": "startsWith", "endswith": "endsWith", "ends_with": "endsWith",
        "replaceall": "replace", "substituir": "replace", "substr": "substring", "slice": "substring", "match": "matches",
        "test": "matches", "max": "math.greatest", "min": "math.least", "round": "math.round", "abs": "math.abs",
        "floor": "math.floor", "ceil": "math.ceil", "math.max": "math.greatest", "math.min": "math.least",
        "default": "orValue", "coalesce": "orValue", "ifnull": "orValue", "nvl": "orValue", "or_else": "orValue",
        "orelse": "orValue",
        "getordefault": "orValue", "tofixed": "number", "formatnumber": "number", "formatdate": "date", "strftime": "date",
        "capitalize": "title", "normalize": "fold", "currency": "money",
        "moeda": "money", "concat": "join", "indexof": "indexOf",
    ]
}
