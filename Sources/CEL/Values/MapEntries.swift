/// Entries in the order of insertion. Of two equal keys the first one's place stays, and the later one's value.
struct MapEntries: Sendable {
    private(set) var all: [MapValue.Entry] = []
    /// Where a key stands in `all`; kept only from `indexThreshold` entries on, below it a scan is faster.
    private var index: [MapValue.Key: Int]?

    private static let indexThreshold = 9

    init() {}

    init(_ entries: some Sequence<(key: MapValue.Key, value: Value)>) {
        for entry in entries { updateValue(entry.value, forKey: entry.key) }
    }

    init(named entries: [(String, Value)]) {
        all.reserveCapacity(entries.count)
        for (name, value) in entries { updateValue(value, forKey: .string(name)) }
    }

    subscript(key: MapValue.Key) -> Value? {
        if case .string(let name) = key { return self[name] }
        return position(of: key).map { all[$0].value }
    }

    subscript(name: String) -> Value? {
        if let index { return index[.string(name)].map { all[$0].value } }
        for place in all.indices {
            if case .string(let text) = all[place].key, text.hasSameScalars(as: name) { return all[place].value }
        }
        return nil
    }

    /// - Returns: The value that stood there, nil when the key is new.
    @discardableResult
    mutating func updateValue(_ value: Value, forKey key: MapValue.Key) -> Value? {
        if let position = position(of: key) {
            let old = all[position].value
            all[position] = MapValue.Entry(key: all[position].key, value: value)
            return old
        }
        all.append(MapValue.Entry(key: key, value: value))
        if index != nil {
            index?[key] = all.count - 1
        } else if all.count >= MapEntries.indexThreshold {
            index = Dictionary(all.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return nil
    }

    /// - Throws: When the value can be no key, or it is there already.
    mutating func insert(_ value: Value, for key: Value, at place: Range<Int>? = nil) throws(EvaluationError) {
        guard let key = MapValue.Key(storing: key) else {
            throw EvaluationError(.noOverload, "\(key.type.name) cannot be a key", at: place)
        }
        if updateValue(value, forKey: key) != nil {
            throw EvaluationError(.duplicateKey, "the map has this key twice", at: place)
        }
    }

    private func position(of key: MapValue.Key) -> Int? {
        if let index { return index[key] }
        return all.firstIndex { $0.key == key }
    }
}
