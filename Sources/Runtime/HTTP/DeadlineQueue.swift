/// Who is to be woken when, the soonest first.
///
/// A sorted array: an entry is taken out as soon as it is not needed, so there are no more than requests under way.
struct DeadlineQueue<Key: Equatable> {
    private struct Entry {
        let time: ContinuousClock.Instant
        let key: Key
    }

    /// The soonest last.
    private var entries: [Entry] = []

    var soonest: ContinuousClock.Instant? { entries.last?.time }

    mutating func insert(_ key: Key, at time: ContinuousClock.Instant) {
        entries.insert(Entry(time: time, key: key), at: place(of: time))
    }

    mutating func remove(_ key: Key, at time: ContinuousClock.Instant) {
        var place = place(of: time)
        while place < entries.count, entries[place].time == time {
            if entries[place].key == key {
                entries.remove(at: place)
                return
            }
            place += 1
        }
    }

    /// Takes out one whose time has come.
    mutating func popDue(at now: ContinuousClock.Instant) -> Key? {
        guard let last = entries.last, last.time <= now else { return nil }
        entries.removeLast()
        return last.key
    }

    /// The first place whose time is not later.
    private func place(of time: ContinuousClock.Instant) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].time > time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
