/// Which types operators take.
extension Operators {
    /// Whether a name is that of a sign rather than of a function.
    static func isSign(_ name: String) -> Bool {
        name == "in" || !(name.unicodeScalars.first?.startsName ?? false)
    }

    static func overloads(of sign: UnaryOperator) -> [Overload] {
        switch sign {
        case .not: [Overload([.bool], .bool)]
        case .negate: [Overload([.int], .int), Overload([.double], .double)]
        }
    }

    static func overloads(of sign: BinaryOperator, in profile: Environment.Profile) -> [Overload] {
        profile == .host ? (hostOverloads[sign] ?? []) : (overloads[sign] ?? [])
    }

    static let conditional = [Overload([.bool, a, a], a)]
    static let index = [
        Overload([.list(a), .int], a), Overload([.map(a, b), a], b),
        Overload([.optional(.list(a)), .int], .optional(a)), Overload([.optional(.map(a, b)), a], .optional(b)),
    ]
    static let optionalIndex = [
        Overload([.list(a), .int], .optional(a)), Overload([.map(a, b), a], .optional(b)),
        Overload([.optional(.list(a)), .int], .optional(a)), Overload([.optional(.map(a, b)), a], .optional(b)),
    ]

    private static let a = Type.parameter("A")
    private static let b = Type.parameter("B")

    private static let overloads: [BinaryOperator: [Overload]] = Dictionary(
        uniqueKeysWithValues: BinaryOperator.allCases.map { ($0, standardOverloads(of: $0)) }
    )

    private static let hostOverloads: [BinaryOperator: [Overload]] = Dictionary(
        uniqueKeysWithValues: BinaryOperator.allCases.map { ($0, standardOverloads(of: $0) + promotions(of: $0)) }
    )

    private static func standardOverloads(of sign: BinaryOperator) -> [Overload] {
        switch sign {
        case .equal, .notEqual: [Overload([a, a], .bool)]
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration].map { Overload([$0, $0], .bool) }
        case .isIn: [Overload([a, .list(a)], .bool), Overload([a, .map(a, b)], .bool)]
        case .add:
            alike([.int, .uint, .double, .string, .bytes, .list(a), .duration])
                + [Overload([.timestamp, .duration], .timestamp), Overload([.duration, .timestamp], .timestamp)]
        case .subtract:
            alike([.int, .uint, .double, .duration])
                + [Overload([.timestamp, .timestamp], .duration), Overload([.timestamp, .duration], .timestamp)]
        case .multiply, .divide: alike([.int, .uint, .double])
        case .remainder: alike([.int, .uint])
        }
    }

    /// Numbers of unlike kinds, which the host profile lets meet.
    private static func promotions(of sign: BinaryOperator) -> [Overload] {
        switch sign {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            unlikeNumbers.map { Overload([$0, $1], .bool) }
        case .isIn: unlikeNumbers.map { Overload([$0, .list($1)], .bool) }
        case .add, .subtract, .multiply, .divide: [Overload([.int, .double], .double), Overload([.double, .int], .double)]
        case .remainder: []
        }
    }

    private static let unlikeNumbers: [(Type, Type)] = [
        (.int, .double), (.double, .int), (.int, .uint), (.uint, .int), (.uint, .double), (.double, .uint),
    ]

    private static func alike(_ types: [Type]) -> [Overload] {
        types.map { Overload([$0, $0], $0) }
    }
}
