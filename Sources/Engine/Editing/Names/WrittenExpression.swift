import CEL

/// An expression where it stands in a file.
struct WrittenExpression {
    let text: String
    let scalar: YAMLScalar
    /// How much of the scalar's text stands before it, in Unicode scalars.
    let start: Int

    /// The expression that a scalar is, or those between `{{` and `}}` in it.
    static func all(in scalar: YAMLScalar, _ meanings: Set<NameUse>) -> [WrittenExpression] {
        if meanings.contains(.expression) {
            let source = ExpressionSource(scalar)
            return [WrittenExpression(text: source.text, scalar: scalar, start: source.start)]
        }
        guard scalar.text.contains("{{") else { return [] }
        let scalars = Array(scalar.text.unicodeScalars)
        var found: [WrittenExpression] = []
        var at = 0
        while at + 1 < scalars.count {
            guard scalars[at] == "{", scalars[at + 1] == "{" else {
                at += 1
                continue
            }
            guard let end = endOfTemplateExpression(in: scalars, from: at + 2) else { break }
            let text = String(String.UnicodeScalarView(scalars[(at + 2)..<end]))
            found.append(WrittenExpression(text: text, scalar: scalar, start: at + 2))
            at = end + 2
        }
        return found
    }

    /// - Parameter range: In Unicode scalars of `text`.
    func span(of range: Range<Int>) -> SourceSpan {
        scalar.span(of: (range.lowerBound + start)..<(range.upperBound + start))
    }

    /// The state that it reads, by bare name or under `state`.
    func stateNames(in scope: Scope, _ scopes: EditingScopes) -> [(String, SourceSpan)] {
        let map = scalar.sourceMap
        return scope.environment.parts(of: text).compactMap { part in
            let name: String
            switch part.kind {
            case .name(let bare, isBound: false) where scopes.isState(bare, in: scope): name = bare
            case .field(let field, of: [FixedNames.state]?): name = field
            default: return nil
            }
            return (name, map.span(of: (part.anchor.lowerBound + start)..<(part.anchor.upperBound + start)))
        }
    }
}
