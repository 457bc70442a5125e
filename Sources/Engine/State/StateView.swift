import CEL

/// The state as a map, by names that are known when the expression runs.
final class StateView: MapView {
    private let values: [String: Value]

    init(_ values: [String: Value]) { self.values = values }

    var count: Int { values.count }
    var names: [String] { values.keys.sorted() }

    func value(for name: String) -> Value? {
        // The names are ASCII, so that no other text is equivalent to one.
        values[name]
    }
}
