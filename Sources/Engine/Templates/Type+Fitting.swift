import CEL

extension Type {
    /// Whether a value of this type may stand where `wanted` is due; `dyn` is looked at when the node runs.
    func fits(_ wanted: Type) -> Bool {
        switch (self, wanted) {
        case (.dyn, _), (_, .dyn): true
        case (.int, .double), (.null, .optional): true
        case (_, .optional(let inner)): self == wanted || fits(inner)
        case (.list(let element), .list(let other)): element.fits(other)
        case (.map(_, let value), .map(_, let other)): value.fits(other)
        case (.object(let object), .map(_, let value)): object.fields.allSatisfy { $0.type.fits(value) }
        case (.map, .object): true
        case (.object(let object), .object(let other)):
            other.fields.allSatisfy { field in object.field(named: field.name)?.type.fits(field.type) ?? field.type.isOptional }
        default: self == wanted
        }
    }

    /// What makes the expression one of the wanted type, where there is one way to do it.
    func conversion(to wanted: Type, of text: String, in whole: Range<Int>) -> [Edit] {
        func wrapped(_ function: String) -> [Edit] {
            [Edit(whole.lowerBound..<whole.lowerBound, "\(function)("), Edit(whole.upperBound..<whole.upperBound, ")")]
        }
        func followed(by suffix: String) -> [Edit] { [Edit(whole.upperBound..<whole.upperBound, suffix)] }
        switch (self, wanted) {
        case (.wrapper, .optional):
            let scalars = Array(text.unicodeScalars)
            guard let dot = scalars.lastIndex(of: ".") else { return [] }
            return [Edit(dot + 1..<dot + 1, "?")]
        case (.optional(let inner), _) where inner.fits(wanted), (.wrapper(let inner), _) where inner.fits(wanted):
            switch inner {
            case .string: return followed(by: ".orValue('')")
            case .int: return followed(by: ".orValue(0)")
            case .double: return followed(by: ".orValue(0.0)")
            case .bool: return followed(by: ".orValue(false)")
            case .list: return followed(by: ".orValue([])")
            default: return []
            }
        case (.int, .string), (.double, .string), (.bool, .string), (.timestamp, .string): return wrapped("string")
        case (.string, .int), (.double, .int): return wrapped("int")
        case (.string, .double): return wrapped("double")
        case (.string, .timestamp): return wrapped("timestamp")
        case (.string, .duration): return wrapped("duration")
        case (_, .list(let element)) where self == element:
            return [Edit(whole.lowerBound..<whole.lowerBound, "["), Edit(whole.upperBound..<whole.upperBound, "]")]
        case (_, .optional(let inner)): return conversion(to: inner, of: text, in: whole)
        default: return []
        }
    }

    var isOptional: Bool {
        if case .optional = self { true } else { false }
    }

    /// Whether a value of the type may turn out to be none.
    var mayBeMissing: Bool {
        switch self {
        case .optional, .wrapper: true
        default: false
        }
    }
}
