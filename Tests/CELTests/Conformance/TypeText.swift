import CEL

/// Reads a type as the cases write it: `map(string, list($T))`.
struct TypeText {
    private var rest: Substring

    static func parse(_ text: String) throws -> Type {
        var reader = TypeText(rest: text[...])
        return try reader.type()
    }

    struct Unknown: Error {
        let text: String
    }

    private mutating func type() throws -> Type {
        let name = String(rest.prefix { !"(),".contains($0) }).trimmingPrefix(" ")
        rest = rest.drop { !"(),".contains($0) }
        var parameters: [Type] = []
        if rest.first == "(" {
            repeat {
                rest.removeFirst()
                parameters.append(try type())
            } while rest.first == ","
            guard rest.first == ")" else { throw Unknown(text: String(rest)) }
            rest.removeFirst()
        }
        return try TypeText.type(named: String(name), parameters)
    }

    private static func type(named name: String, _ parameters: [Type]) throws -> Type {
        switch (name, parameters.count) {
        case ("dyn", 0): return .dyn
        case ("null_type", 0), ("null", 0): return .null
        case ("bool", 0): return .bool
        case ("int", 0): return .int
        case ("uint", 0): return .uint
        case ("double", 0): return .double
        case ("string", 0): return .string
        case ("bytes", 0): return .bytes
        case ("timestamp", 0), ("google.protobuf.Timestamp", 0): return .timestamp
        case ("duration", 0), ("google.protobuf.Duration", 0): return .duration
        case ("type", _): return .type
        case ("list", 0): return .list(.dyn)
        case ("list", 1): return .list(parameters[0])
        case ("map", 0): return .map(.dyn, .dyn)
        case ("map", 2): return .map(parameters[0], parameters[1])
        case ("optional_type", 0), ("optional", 0): return .optional(.dyn)
        case ("optional_type", 1), ("optional", 1): return .optional(parameters[0])
        case ("wrapper", 1): return .wrapper(parameters[0])
        case (_, 0) where name.hasPrefix("$"): return .parameter(String(name.dropFirst()))
        case (_, 0): throw Unknown(text: name)
        default: return .opaque(name, parameters)
        }
    }
}
