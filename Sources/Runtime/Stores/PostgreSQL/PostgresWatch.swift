import Engine

/// What a process has seen of the others' beats, and which leases it knows of.
struct PostgresWatch {
    private struct Sight {
        var beats: Int64
        /// How many of our beats ago it changed.
        var age = 0
    }

    /// Who we are to the database.
    private var worker: WorkerID?
    /// When our last good beat began, by the clock that only goes forward.
    private var seenAt: Duration?
    private var others: [Int64: Sight] = [:]
    /// By conversation: the fence of the lease that we were given and have not given back.
    private var known: [Int64: Int64] = [:]
    /// Leases that the database has as ours and that nobody here knew of at the last beat.
    private var strays: [Int64: Int64] = [:]
    /// By conversation: the fence of the last lease that was given back as a stray, and at which beat.
    private var abandoned: [Int64: (fence: Int64, beat: Int)] = [:]
    private var beats = 0
    /// For how many beats a claim's answer may be on its way.
    private static let abandonedFor = 1000

    /// Workers whose counters stand still for longer than `patience` of our beats.
    func suspects(patience: Int) -> JSON {
        .array(others.filter { $0.value.age >= patience }.map { [.int($0.key), .int($0.value.beats)] })
    }

    /// - Parameter moment: When the beat began.
    /// - Returns: Leases that were ours at two beats and that nobody here knows of: their claim's answer was lost.
    mutating func see(_ answer: JSON, at moment: Duration) -> [(conversation: Int64, fence: Int64)] {
        seenAt = moment
        var seen: [Int64: Sight] = [:]
        for worker in answer["workers"]?.elements ?? [] {
            guard let id = worker[0]?.int, let beats = worker[1]?.int else { continue }
            if let before = others[id], before.beats == beats {
                seen[id] = Sight(beats: beats, age: before.age + 1)
            } else {
                seen[id] = Sight(beats: beats)
            }
        }
        others = seen
        var unknown: [Int64: Int64] = [:]
        for lease in answer["held"]?.elements ?? [] {
            guard let conversation = lease[0]?.int, let fence = lease[1]?.int, known[conversation] != fence else { continue }
            unknown[conversation] = fence
        }
        let lost = unknown.filter { strays[$0.key] == $0.value }
        strays = unknown
        beats += 1
        abandoned = abandoned.filter { beats - $0.value.beat < PostgresWatch.abandonedFor }
        for (conversation, fence) in lost { abandoned[conversation] = (fence, beats) }
        return lost.map { (conversation: $0.key, fence: $0.value) }
    }

    /// - Returns: `false` when it was given back since: its claim's answer came after all, and too late.
    mutating func take(_ lease: Lease) -> Bool {
        if let last = abandoned[lease.conversation.rawValue], lease.fence <= last.fence { return false }
        known[lease.conversation.rawValue] = lease.fence
        return true
    }

    mutating func give(back lease: Lease) {
        if known[lease.conversation.rawValue] == lease.fence { known[lease.conversation.rawValue] = nil }
    }

    /// Nothing is known under a new worker.
    mutating func begin(as worker: WorkerID, at moment: Duration) {
        self = PostgresWatch()
        self.worker = worker
        seenAt = moment
    }

    /// Whether something may be done outside under the lease: it is the worker's that we are now, and nobody can have given us up.
    func mayAct(under lease: Lease, at moment: Duration, within freshness: Duration) -> Bool {
        guard let seenAt, lease.worker == worker else { return false }
        return moment - seenAt < freshness
    }
}
