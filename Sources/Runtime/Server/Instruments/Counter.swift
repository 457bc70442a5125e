import Synchronization

/// How often something happened since the process began.
///
/// A class for its identity: who counts and who reports hold the same one.
final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    var value: UInt64 { count.load(ordering: .relaxed) }

    func add(_ number: UInt64 = 1) {
        count.wrappingAdd(number, ordering: .relaxed)
    }
}

/// One counter for each value of a label.
///
/// The values are the cases of a closed set, so nothing that comes from outside can add a series.
struct LabelledCounter<Label: MetricLabel>: Sendable {
    private let counters: [Label: Counter]

    init() {
        counters = Dictionary(uniqueKeysWithValues: Set(Label.allCases).map { ($0, Counter()) })
    }

    func add(_ label: Label, _ number: UInt64 = 1) {
        counters[label]?.add(number)
    }

    func value(of label: Label) -> UInt64 { counters[label]?.value ?? 0 }
}

/// The closed set of values that a label can have.
protocol MetricLabel: CaseIterable, Hashable, Sendable {
    /// As it is written in the exposition.
    var labelValue: String { get }
}

extension MetricLabel where Self: RawRepresentable, RawValue == String {
    var labelValue: String { rawValue }
}
