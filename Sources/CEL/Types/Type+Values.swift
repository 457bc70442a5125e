extension Type {
    /// Whether a value may be passed where this type is declared; only its kind is looked at.
    func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.dyn, _), (.parameter, _), (.opaque, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.type, .type), (.list, .list),
            (.map, .map), (.object, .map), (.optional, .optional):
            true
        case (.wrapper(let type), _):
            if case .null = value { true } else { type.accepts(value) }
        default: false
        }
    }
}
