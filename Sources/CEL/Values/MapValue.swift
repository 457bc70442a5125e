/// A CEL map: keys are bool, int, uint or string; the order of insertion is kept.
///
/// Keys meet by CEL's rule: `1` and `1u` are the same key. Of two equal keys the later value stays.
public struct MapValue: Sendable {
    public struct Entry: Sendable {
        public let key: Key
        public let value: Value
    }

    private enum Storage {
        case entries(Written)
        case view(any MapView)
    }

    /// A class, so that a value, which is copied at each step, holds it by one reference.
    private final class Written: Sendable {
        let entries: MapEntries
        let isData: Bool

        init(_ entries: MapEntries, isData: Bool) {
            self.entries = entries
            self.isData = isData
        }
    }

    private let storage: Storage

    public init(_ entries: some Sequence<(key: Key, value: Value)>) {
        self.init(MapEntries(entries), isData: true)
    }

    public init(_ entries: some Sequence<(String, Value)>) {
        self.init(MapEntries(entries.lazy.map { (key: .string($0), value: $1) }), isData: true)
    }

    /// The same without the detour that a sequence of any kind takes: turns make several of these.
    public init(_ entries: [(String, Value)]) {
        self.init(MapEntries(named: entries), isData: true)
    }

    /// A map that reads the host's own data.
    public init(_ view: any MapView) {
        storage = .view(view)
    }

    init(_ entries: MapEntries, isData: Bool) {
        storage = .entries(Written(entries, isData: isData))
    }

    /// What the map reads, when it was made of the host's own data.
    public var view: (any MapView)? {
        if case .view(let view) = storage { view } else { nil }
    }

    public var entries: [Entry] {
        switch storage {
        case .entries(let written): written.entries.all
        case .view(let view): view.names.map { Entry(key: .string($0), value: view.value(for: $0) ?? .null) }
        }
    }

    public var count: Int {
        switch storage {
        case .entries(let written): written.entries.all.count
        case .view(let view): view.count
        }
    }

    public var isEmpty: Bool { count == 0 }

    public subscript(key: Key) -> Value? {
        switch (storage, key) {
        case (_, .string(let name)): self[name]
        case (.entries(let written), _): written.entries[key]
        case (.view, _): nil
        }
    }

    public subscript(name: String) -> Value? {
        switch storage {
        case .entries(let written): written.entries[name]
        case .view(let view): view.value(for: name)
        }
    }

    /// In the host profile a null member of data answers `has()`, `in`, `.?` and `[?]` as if it were missing; one of a map
    /// that an expression wrote does not.
    var isData: Bool {
        switch storage {
        case .entries(let written): written.isData
        case .view: true
        }
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

extension Value {
    /// With the maps that an expression wrote as data from now on: once it is stored, nobody knows where a null came from.
    var asData: Value {
        switch self {
        case .list(let list): return list.contains(where: \.holdsWritten) ? .list(list.map(\.asData)) : self
        case .map(let map) where !map.isData:
            return .map(MapValue(MapEntries(map.entries.map { (key: $0.key, value: $0.value.asData) }), isData: true))
        case .optional(let inner?): return .optional(inner.asData)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .map, .timestamp, .duration, .type, .optional(nil):
            return self
        }
    }

    /// Whether `asData` may change it.
    private var holdsWritten: Bool {
        switch self {
        case .list, .map, .optional: true
        case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type: false
        }
    }
}
