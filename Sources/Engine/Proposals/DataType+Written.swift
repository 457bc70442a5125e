extension DataType {
    /// As an author writes it, such as `list({nome: string, preco: number?})`; `nil` where no type says it.
    var written: String? {
        switch self {
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .datetime: "datetime"
        case .duration: "duration"
        case .list(let element): element.written.map { "list(\($0))" }
        case .map(let value): value.written.map { "map(\($0))" }
        case .optional(let inner): inner.written.map { "\($0)?" }
        case .checked(let inner, _): inner.written
        case .any: nil
        case .object(let members): DataType.written(members)
        }
    }

    /// Members that no type says are left out.
    private static func written(_ members: [Member]) -> String? {
        let parts = members.compactMap { member in
            isWritable(member.name) ? member.type.written.map { "\(member.name): \($0)" } : nil
        }
        return parts.isEmpty ? nil : "{\(parts.joined(separator: ", "))}"
    }

    /// Whether a member of that name can stand in a written type.
    private static func isWritable(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isASCIILetterOrDigit
            }
    }
}

extension Character {
    var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
