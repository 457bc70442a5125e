/// One part of an expression, for editors: what is named there, and what type it has.
public struct ExpressionPart: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A name, which may be the variable of a macro.
        case name(String, isBound: Bool)
        /// A field of what stands before the dot; `path` is that when it is nothing but names and dots.
        case field(String, of: [String]?)
        /// A call of a function, also of one before whose name a dot stands.
        case call(String)
        case other
    }

    public let kind: Kind
    /// Unicode scalars from the start of the expression's text, of all that belongs to the part.
    public let range: Range<Int>
    /// Of the name alone.
    public let anchor: Range<Int>
    /// `dyn` where it is not known.
    public let type: Type
}

extension Environment {
    /// Every part of an expression, what stands inside behind what it stands in.
    ///
    /// - Returns: None when the text cannot be read.
    public func parts(of text: String) -> [ExpressionPart] {
        let parsed = parse(text)
        guard let expression = parsed.expression, parsed.issues.isEmpty else { return [] }
        let types = Checker.types(in: expression, in: self)
        var parts: [ExpressionPart] = []
        collect(expression, bound: [], types, into: &parts)
        return parts
    }

    private func collect(
        _ expression: Expression, bound: Set<String>, _ types: [Range<Int>: Type], into parts: inout [ExpressionPart]
    ) {
        let kind: ExpressionPart.Kind =
            switch expression.kind {
            case .name(let name, let isAbsolute): .name(name, isBound: !isAbsolute && bound.contains(name))
            case .select(let operand, let field, isOptional: _), .presence(let operand, let field):
                .field(field, of: operand.path?.names)
            case .call(let name, _), .method(_, let name, _): .call(name)
            case .fold(let loop): .call(loop.kind.rawValue)
            default: .other
            }
        parts.append(
            ExpressionPart(
                kind: kind, range: expression.range, anchor: expression.anchor, type: types[expression.range] ?? .dyn))
        let (names, after) = expression.bound
        for (place, part) in expression.parts.enumerated() {
            collect(part, bound: place < after ? bound : bound.union(names), types, into: &parts)
        }
    }

    /// The functions that expressions may call, by name; a name with a dot is written as it stands.
    public var callable: [(name: String, overloads: [Overload])] {
        functions.map { ($0.key, $0.value.flatMap(\.overloads)) }.sorted { $0.name < $1.name }
    }

    /// The names that expressions may use.
    public var names: [Variable] { variables }

    /// The macros that name variables of their own or look whether something is there.
    public static let macros = [
        "all", "exists", "exists_one", "filter", "has", "map", "optFlatMap", "optMap", "sortBy", "transformList", "transformMap",
        "transformMapEntry",
    ]
}
