/// How long something took, counted in ranges.
///
/// A class for its identity: who measures and who reports hold the same one.
final class Histogram: Sendable {
    struct Snapshot: Sendable, Equatable {
        /// How many measurements each range holds: one for each bound, and one for what is above the last.
        fileprivate(set) var counts: [UInt64]
        /// In seconds.
        fileprivate(set) var sum: Double = 0
    }

    /// Each is the highest value in its range: seconds, rising.
    let bounds: [Double]
    private let state: Locked<Snapshot>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Locked(Snapshot(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    var snapshot: Snapshot { state.withLock { $0 } }

    func record(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        let place = bounds.firstIndex { seconds <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[place] &+= 1
            state.sum += seconds
        }
    }
}
