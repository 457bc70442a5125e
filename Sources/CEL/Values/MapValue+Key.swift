extension MapValue {
    public enum Key: Sendable {
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case string(String)
    }
}

extension MapValue.Key: Hashable {
    public static func == (left: MapValue.Key, right: MapValue.Key) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.int(let left), .uint(let right)), (.uint(let right), .int(let left)): UInt64(exactly: left) == right
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        case .uint(let value): hasher.combine(Int64(bitPattern: value))
        case .string(let value): value.hashScalars(into: &hasher)
        }
    }
}

extension MapValue.Key {
    /// The key that a value finds, a whole double included; nil for what can be no key.
    init?(finding value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = .uint(value)
        case .string(let value): self = .string(value)
        case .double(let value):
            if let whole = Int64(exactly: value) {
                self = .int(whole)
            } else if let whole = UInt64(exactly: value) {
                self = .uint(whole)
            } else {
                return nil
            }
        case .null, .bytes, .list, .map, .timestamp, .duration, .type, .optional: return nil
        }
    }

    /// The key that a value may stand as in a map; a double may not.
    init?(storing value: Value) {
        if case .double = value { return nil }
        self.init(finding: value)
    }

    public var value: Value {
        switch self {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .uint(let value): .uint(value)
        case .string(let value): .string(value)
        }
    }
}
