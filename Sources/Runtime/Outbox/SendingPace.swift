/// How fast one account sends: at most so many messages in any second. Those that must wait leave evenly. Pure.
///
/// An account whose rate nobody has set is not held back until its provider says that it sends too fast. From then on it keeps to the
/// provider's ordinary rate, to half of it after each further refusal, and to twice as much after each time without one.
struct SendingPace: Sendable {
    /// What Meta lets a number send in a second, unless it has raised it.
    ///
    /// - SeeAlso: Meta, WhatsApp Cloud API, "Throughput".
    static let ordinaryRate = 80
    /// Above this an account is not held back any more.
    static let highestRate = 160
    /// No refusal holds an account to less: Meta lets every number send twice as much.
    static let lowestRate = 10
    static let recovery = Duration.seconds(600)
    /// A message waits for so long at most with its conversation's place held, and gives it back for a longer wait.
    static let patience = Duration.seconds(2)
    /// How much later than its time a message may leave.
    private static let lateness = Duration.milliseconds(250)

    enum Place: Equatable {
        /// It is the message's turn then.
        case taken(after: Duration)
        /// Too many are before it: ask again then.
        case none(until: Duration)
    }

    private let limit: Int?
    /// Messages in a second; `nil`: as many as there are.
    private(set) var rate: Int?
    /// When the rate was set, by a refusal or without one.
    private var changedAt: Duration?
    /// Of the requests that begin until then, the last refusal is one of all.
    private var excusedUntil: Duration?
    /// When messages leave, in order, from one second ago on.
    private var departures: [Duration] = []
    /// When the last one that was told to ask again will have left.
    private var lineEnd: Duration?

    init(limit: Int? = nil) {
        self.limit = limit
        rate = limit
    }

    /// When a message may leave.
    ///
    /// - Parameters:
    ///   - now: By a clock that only goes forward.
    ///   - count: How many leave one after the other, this one included.
    ///   - isNew: Whether it was not told to ask again: it stands behind those that were.
    mutating func next(of count: Int = 1, isNew: Bool = true, at now: Duration) -> Place {
        recover(at: now)
        guard let rate else { return .taken(after: .zero) }
        departures.removeFirst(departures.prefix { $0 + .seconds(1) <= now }.count)
        let interval = Duration.seconds(1) / rate
        var date = now
        if departures.count >= rate { date = max(date, departures[departures.count - rate] + .seconds(1)) }
        if let last = departures.last, date > now || last > now { date = max(date, last + interval) }
        let end = now + SendingPace.patience
        let isBehindOthers = lineEnd.map { $0 > end } ?? false
        guard date > end || isNew && isBehindOthers else {
            departures.append(date)
            return .taken(after: date - now)
        }
        let place = max(lineEnd ?? end, end)
        lineEnd = place + interval * count
        return .none(until: place)
    }

    /// Notes that a request was refused for the account's speed.
    ///
    /// - Parameter start: When the request began. Of those that were under way together, or had been given their time, one counts.
    mutating func refused(requestOf start: Duration, at now: Duration) {
        recover(at: now)
        if let excusedUntil, start <= excusedUntil { return }
        rate = rate.map { max($0 / 2, min($0, SendingPace.lowestRate)) } ?? SendingPace.ordinaryRate
        changedAt = now
        // This second is used up.
        let ahead = departures.filter { $0 > now }
        excusedUntil = ahead.last.map { $0 + SendingPace.lateness } ?? now
        departures = Array(repeating: now, count: rate ?? 0) + ahead
    }

    private mutating func recover(at now: Duration) {
        while let rate, rate != limit, let changedAt, now - changedAt >= SendingPace.recovery {
            let doubled = rate * 2
            self.rate = limit.map { min(doubled, $0) } ?? (doubled > SendingPace.highestRate ? nil : doubled)
            self.changedAt = changedAt + SendingPace.recovery
        }
    }
}
