import CEL

/// What type an answer has, as far as one answer tells.
enum AnswerShape {
    /// Objects and lists inside one another, members of one object and elements of one list that are looked at.
    private static let maximumDepth = 6
    private static let maximumMembers = 200
    private static let maximumElements = 100

    /// `any` for what the answer does not tell: an empty list, a `null`.
    static func of(_ json: JSON, depth: Int = 0) -> DataType {
        switch json {
        case .null: return .optional(.any)
        case .bool: return .boolean
        case .int: return .integer
        case .double: return .number
        case .string(let text): return of(text)
        case .array(let elements):
            guard depth < maximumDepth else { return .any }
            let types = elements.prefix(maximumElements).map { of($0, depth: depth + 1) }
            return .list(types.dropFirst().reduce(types.first ?? .any, joined))
        case .object(let object):
            guard depth < maximumDepth, !object.isEmpty else { return .any }
            return .object(
                object.members.prefix(maximumMembers).map { DataType.Member(name: $0.key, type: of($0.value, depth: depth + 1)) })
        }
    }

    private static func of(_ text: String) -> DataType {
        if DataType.date.coerced(.string(text)) != nil { return .date }
        return DataType.datetime.coerced(.string(text)) != nil ? .datetime : .string
    }

    /// The type that holds the values of both.
    static func joined(_ left: DataType, _ right: DataType) -> DataType {
        switch (left, right) {
        case _ where left == right: return left
        case (.any, let other), (let other, .any): return other
        case (.optional(let left), .optional(let right)): return optional(joined(left, right))
        case (.optional(let inner), let other), (let other, .optional(let inner)): return optional(joined(inner, other))
        case (.integer, .number), (.number, .integer): return .number
        case (.date, .string), (.string, .date), (.datetime, .string), (.string, .datetime), (.date, .datetime),
            (.datetime, .date):
            return .string
        case (.list(let left), .list(let right)): return .list(joined(left, right))
        case (.object(let left), .object(let right)): return .object(joined(left, right))
        default: return .any
        }
    }

    private static func optional(_ type: DataType) -> DataType { type.isOptional ? type : .optional(type) }

    private static func joined(_ left: [DataType.Member], _ right: [DataType.Member]) -> [DataType.Member] {
        var members = left.map { member in
            guard let other = right.first(where: { $0.name == member.name }) else {
                return DataType.Member(name: member.name, type: optional(member.type))
            }
            return DataType.Member(name: member.name, type: joined(member.type, other.type))
        }
        for member in right where !left.contains(where: { $0.name == member.name }) {
            members.append(DataType.Member(name: member.name, type: optional(member.type)))
        }
        return members
    }
}
