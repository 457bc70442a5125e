/// Fields, keys and elements.
extension Value {
    func member(
        _ field: String, isOptional: Bool, profile: Environment.Profile
    ) throws(EvaluationError) -> Value {
        switch self {
        case .map(let map):
            if let value = map[field], !(isOptional && value.isAbsent(in: map, profile)) {
                return isOptional ? .optional(value) : value
            }
            guard !isOptional else { return .optional(nil) }
            throw EvaluationError(.missing, "there is no field '\(field)'")
        case .optional(let inner):
            guard let inner else { return .optional(nil) }
            // A null that an optional holds was written by the expression, for one of the data is missing.
            if case .null = inner { break }
            return try inner.member(field, isOptional: true, profile: profile)
        case .null where profile == .host:
            guard !isOptional else { return .optional(nil) }
            throw EvaluationError(.missing, "there is no value to read '\(field)' of")
        default: break
        }
        throw EvaluationError(
            .noOverload, "'\(field)' cannot be read of \(type.name), which has no fields")
    }

    func has(_ field: String, profile: Environment.Profile) throws(EvaluationError) -> Bool {
        switch self {
        case .map(let map): return map[field].map { !$0.isAbsent(in: map, profile) } ?? false
        case .optional(let inner):
            guard let inner else { return false }
            return try inner.has(field, profile: profile)
        case .null where profile == .host: return false
        default: throw EvaluationError(.noOverload, "\(type.name) has no fields")
        }
    }

    func element(
        _ key: Value, isOptional: Bool, profile: Environment.Profile
    ) throws(EvaluationError) -> Value {
        switch self {
        case .map(let map):
            let value = MapValue.Key(finding: key).flatMap { map[$0] }
            if let value, !(isOptional && value.isAbsent(in: map, profile)) { return isOptional ? .optional(value) : value }
            guard !isOptional else { return .optional(nil) }
            throw EvaluationError(.missing, "the key is not in the map")
        case .list(let list):
            guard let position = key.position else {
                throw EvaluationError(.noOverload, "a list is read by a whole number, not by \(key.type.name)")
            }
            guard list.indices.contains(position) else {
                guard !isOptional else { return .optional(nil) }
                throw EvaluationError(.missing, "the list has \(list.count) elements, there is none at this place")
            }
            return isOptional ? .optional(list[position]) : list[position]
        case .optional(let inner):
            guard let inner else { return .optional(nil) }
            return try inner.element(key, isOptional: true, profile: profile)
        default: throw EvaluationError(.noOverload, "\(type.name) has no elements")
        }
    }

    /// In the host profile a null in the data is the same as nothing.
    private func isAbsent(in map: MapValue, _ profile: Environment.Profile) -> Bool {
        guard profile == .host, case .null = self, map.isData else { return false }
        return true
    }
}

extension Value {
    /// Where in a list the value points; a number without a fraction does, of whatever kind.
    fileprivate var position: Int? {
        switch self {
        case .int(let value): Int(exactly: value)
        case .uint(let value): Int(exactly: value)
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }
}
