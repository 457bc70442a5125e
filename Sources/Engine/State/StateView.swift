import CEL

/// The state as a map, by names that are known when the expression runs: what was written, else the default.
final class StateView: MapView {
    private let written: [String: Value]
    private let layout: StateLayout

    init(_ written: [String: Value], of layout: StateLayout) {
        self.written = written
        self.layout = layout
    }

    var count: Int { names.count }
    var names: [String] { layout.names.filter { value(for: $0) != nil } }

    func value(for name: String) -> Value? {
        // The names are ASCII, so that no other text is equivalent to one.
        written[name] ?? layout.entry(name)?.initial
    }
}
