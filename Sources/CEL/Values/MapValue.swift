/// A CEL map: keys are bool, int, uint or string; the order of insertion is kept.
///
/// Keys meet by CEL's rule: `1` and `1u` are the same key. Of two equal keys the later value stays.
public struct MapValue: Sendable {
    public enum Key: Sendable {
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case string(String)
    }

    public struct Entry: Sendable {
        public let key: Key
        public let value: Value
    }

    public private(set) var entries: [Entry]
    /// Where a key stands in `entries`; kept only from `indexThreshold` entries on, below it a scan is faster.
    private var index: [Key: Int]?
    /// In the host profile a null member of data answers `has()`, `in`, `.?` and `[?]` as if it were missing; one of a map
    /// that an expression wrote does not.
    private(set) var isData: Bool

    private static let indexThreshold = 9

    public init(_ entries: some Sequence<(key: Key, value: Value)>) {
        self.init(isData: true)
        for entry in entries { updateValue(entry.value, forKey: entry.key) }
    }

    public init(_ entries: some Sequence<(String, Value)>) {
        self.init(isData: true)
        for (name, value) in entries { updateValue(value, forKey: .string(name)) }
    }

    init(isData: Bool) {
        entries = []
        self.isData = isData
    }

    public var count: Int { entries.count }
    public var isEmpty: Bool { entries.isEmpty }

    public subscript(key: Key) -> Value? {
        position(of: key).map { entries[$0].value }
    }

    public subscript(name: String) -> Value? {
        guard index == nil else { return self[Key.string(name)] }
        for entry in entries {
            if case .string(let text) = entry.key, text.hasSameScalars(as: name) { return entry.value }
        }
        return nil
    }

    /// - Returns: The value that stood there, nil when the key is new.
    @discardableResult
    public mutating func updateValue(_ value: Value, forKey key: Key) -> Value? {
        if let position = position(of: key) {
            let old = entries[position].value
            entries[position] = Entry(key: entries[position].key, value: value)
            return old
        }
        entries.append(Entry(key: key, value: value))
        if index != nil {
            index?[key] = entries.count - 1
        } else if entries.count >= MapValue.indexThreshold {
            index = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return nil
    }

    private func position(of key: Key) -> Int? {
        if let index { return index[key] }
        return entries.firstIndex { $0.key == key }
    }
}

extension MapValue: Hashable {
    /// The same keys with the same values, in any order.
    public static func == (left: MapValue, right: MapValue) -> Bool {
        left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        var keys = 0
        for entry in entries { keys ^= entry.key.hashValue }
        hasher.combine(keys)
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

extension Value {
    /// With the maps that an expression wrote as data from now on: once it is stored, nobody knows where a null came from.
    var asData: Value {
        switch self {
        case .list(let list): return .list(list.map(\.asData))
        case .map(let map): return .map(map.asData)
        case .optional(let inner?): return .optional(inner.asData)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .optional(nil): return self
        }
    }
}

extension MapValue {
    fileprivate var asData: MapValue {
        guard !isData else { return self }
        var copy = self
        copy.isData = true
        copy.entries = entries.map { Entry(key: $0.key, value: $0.value.asData) }
        return copy
    }
}
