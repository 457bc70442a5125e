import CEL
public import Engine

/// A store in a PostgreSQL database, for any number of processes on any number of machines.
///
/// What is to be done goes to the database as calls of its function `trama.perform`, those that wait at the same time in one
/// transaction. A class for identity: it owns the connections.
///
/// A lease is held as long as its worker beats: each process watches the counters of the others by its own clock that only goes
/// forward, so that no clock of any machine decides who is alive.
public final class PostgresStore: Store {
    /// After how many of its own beats a process gives up one whose counter stands still: five of 2 s each.
    static let patience = 5
    /// How long after a beat something may be done outside: well before others lose patience.
    static let freshness = Duration.seconds(6)
    /// Lanes for what turns write; a conversation always has the same one.
    static let turnLanes = 2
    /// How long it may take to bring the tables up to date, other processes' turns at it included.
    static let migrationLimit = Duration.seconds(600)

    public let id: String
    /// One operation a transaction, which locks its rows in the order that turns are written in: so none waits for another in a circle.
    let arrivals: PostgresLane
    let turns: [PostgresLane]
    let reads: PostgresLane
    /// Claims, beats and what else locks many rows: one at a time.
    let control: PostgresLane
    /// What deletes many rows: nobody waits for it.
    let upkeep: PostgresLane
    let url: Secret
    let clock: PostgresClock
    let hints: Hints
    let bell: PostgresBell
    let watch = Locked(PostgresWatch())

    /// Opens the store, or makes it.
    ///
    /// - Throws: `unavailable` when the database does not answer, `corrupt` when a later version of the program wrote its tables.
    public static func open(at url: Secret, time: any TimeSource = SystemTime()) async throws(StoreError) -> PostgresStore {
        try await open(at: url, clock: PostgresClock(time: time, isGiven: false))
    }

    /// Opens a store that is there, to look and to put events into inboxes.
    ///
    /// - Throws: `unavailable` when the database does not answer, `corrupt` when it has not the tables of this version.
    public static func visit(at url: Secret, time: any TimeSource = SystemTime()) async throws(StoreError) -> PostgresStore {
        let state = try await schema(at: url)
        try state.check()
        return try await connect(to: url, clock: PostgresClock(time: time, isGiven: false))
    }

    /// - Parameter clock: Whether the database's own clock counts, as it does but for tests.
    static func open(at url: Secret, clock: PostgresClock) async throws(StoreError) -> PostgresStore {
        try await migrate(at: url)
        return try await connect(to: url, clock: clock)
    }

    /// - Returns: What was applied.
    @discardableResult
    static func migrate(at url: Secret) async throws(StoreError) -> [Migration] {
        try await PostgresErrand.run("connect", at: url) { link throws(StoreError) in
            try PostgresMigrations.apply(on: link, until: .now + PostgresStore.migrationLimit)
        }
    }

    static func schema(at url: Secret) async throws(StoreError) -> SchemaState {
        try await PostgresErrand.run("connect", at: url) { link throws(StoreError) in
            try PostgresMigrations.state(on: link, until: .now + PostgresLane.silence)
        }
    }

    private static func connect(to url: Secret, clock: PostgresClock) async throws(StoreError) -> PostgresStore {
        let reads = try PostgresLane(to: url, together: 32)
        guard let id = try await reads.perform("identify", [:]).string else {
            throw StoreError(.corrupt, "the database has no store identifier")
        }
        let hints = Hints()
        return PostgresStore(
            id: id, arrivals: try PostgresLane(to: url, together: 256, gathering: "arrivals"), turns: try turnLanes(to: url),
            reads: reads,
            control: try PostgresLane(to: url, together: 1), upkeep: try PostgresLane(to: url, together: 1), url: url,
            clock: clock, hints: hints, bell: try PostgresBell(to: url, hints: hints))
    }

    private static func turnLanes(to url: Secret) throws(StoreError) -> [PostgresLane] {
        var lanes: [PostgresLane] = []
        for _ in 0..<turnLanes { lanes.append(try PostgresLane(to: url, together: 128)) }
        return lanes
    }

    private init(
        id: String, arrivals: PostgresLane, turns: [PostgresLane], reads: PostgresLane, control: PostgresLane,
        upkeep: PostgresLane, url: Secret, clock: PostgresClock, hints: Hints, bell: PostgresBell
    ) {
        self.id = id
        self.arrivals = arrivals
        self.turns = turns
        self.reads = reads
        self.control = control
        self.upkeep = upkeep
        self.url = url
        self.clock = clock
        self.hints = hints
        self.bell = bell
    }

    /// Does something under a lease.
    func perform(
        _ operation: StaticString, under lease: Lease, _ arguments: JSONObject = [:], synced: Bool = false
    ) async throws(StoreError) -> JSON {
        var arguments = clock.stamped(arguments)
        arguments["conversation"] = .int(lease.conversation.rawValue)
        arguments["worker"] = .int(lease.worker.rawValue)
        arguments["fence"] = .int(lease.fence)
        let lane = turns[Int(lease.conversation.rawValue.magnitude % UInt64(turns.count))]
        return try await lane.perform(operation, arguments, synced: synced)
    }

    public func wakeUps() -> AsyncStream<Void> { hints.stream() }

    public func ping() async throws(StoreError) { _ = try await reads.perform("identify", [:]) }

    public func close() async {
        hints.finish()
        await bell.close()
        for lane in turns + [arrivals, control, upkeep, reads] { await lane.close() }
    }
}

/// Times as they are told to the database and come from it: by its clock, which all processes share, and here by ours.
struct PostgresClock: Sendable {
    let time: any TimeSource
    /// Whether our clock takes the place of the database's, as tests want it.
    let isGiven: Bool

    func stamped(_ arguments: JSONObject) -> JSONObject {
        guard isGiven else { return arguments }
        var arguments = arguments
        arguments["now"] = .int(time.now.milliseconds)
        return arguments
    }

    /// A time as milliseconds from now.
    func distance(to date: Timestamp) -> JSON { .int(date.milliseconds &- time.now.milliseconds) }

    func distance(to date: Timestamp?) -> JSON { date.map { distance(to: $0) } ?? .null }

    /// - Parameter answer: Has the database's time in `now`.
    func shift(of answer: JSON) -> PostgresShift {
        PostgresShift(milliseconds: time.now.milliseconds &- (answer["now"]?.int ?? time.now.milliseconds))
    }
}

/// From the database's clock to ours.
struct PostgresShift {
    let milliseconds: Int64

    func time(_ json: JSON?) -> Timestamp { Timestamp(milliseconds: (json?.int ?? 0) &+ milliseconds) }

    func optionalTime(_ json: JSON?) -> Timestamp? { json?.int == nil ? nil : time(json) }
}

extension JSON {
    /// A text for a database that holds no null character.
    static func storable(_ text: String) -> JSON {
        .string(text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text)
    }

    static func storable(_ text: String?) -> JSON { text.map { storable($0) } ?? .null }
}
