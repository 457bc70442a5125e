import CPostgres
import Engine
import Glibc

/// Tells the other processes on the database that there may be work, and hears it from them, by `NOTIFY`. A class for identity.
///
/// A hint and never the truth: where it is not heard, behind a pooler for instance, work is found a poll later.
final class PostgresBell: Sendable {
    private static let channel = "trama"
    /// A notification locks all who commit one, so that there is one a process in this time at most.
    private static let rest = Duration.milliseconds(20)
    /// Before another try where the database does not answer.
    private static let retry = Duration.seconds(1)

    private struct State {
        var isWanted = false
        var isClosed = false
    }

    private let state = Locked(State())
    private let wakeUp: WakeUp
    private let ended: AsyncStream<Void>

    /// - Parameter hints: Are sent when another process rings.
    init(to url: Secret, hints: Hints) throws(StoreError) {
        guard let wakeUp = WakeUp() else { throw StoreError(.unavailable, "open: there is no descriptor to be had") }
        self.wakeUp = wakeUp
        let (ended, end) = AsyncStream<Void>.makeStream()
        self.ended = ended
        let started = NativeThread.start { [state, wakeUp] in
            while !state.withLock(\.isClosed) {
                PostgresBell.listen(at: url, state, wakeUp, hints)
                if state.withLock(\.isClosed) { break }
                PostgresBell.wait(for: nil, or: wakeUp, atMost: PostgresBell.retry)
            }
            end.finish()
        }
        guard started else { throw StoreError(.unavailable, "open: there is no thread to be had") }
    }

    deinit { close(now: ()) }

    func ring() {
        let isNew = state.withLock { state in
            defer { state.isWanted = true }
            return !state.isWanted
        }
        if isNew { wakeUp.signal() }
    }

    func close() async {
        close(now: ())
        for await _ in ended {}
    }

    private func close(now: Void) {
        state.withLock { $0.isClosed = true }
        wakeUp.signal()
    }

    /// Returns when it is closed or the connection breaks.
    private static func listen(at url: Secret, _ state: Locked<State>, _ wakeUp: WakeUp, _ hints: Hints) {
        guard let link = try? PostgresLink(url: url, patience: PostgresPatience(deadline: .now + PostgresLane.silence)),
            (try? link.query("LISTEN \(channel)", until: .now + PostgresLane.silence)) != nil || link.isAlive
        else { return }
        // What was missed while nobody listened.
        hints.send()
        var next = ContinuousClock.now
        while link.isAlive, !state.withLock(\.isClosed) {
            var isHeard = false
            while let notification = PQnotifies(link.handle) {
                isHeard = isHeard || notification.pointee.be_pid != PQbackendPID(link.handle)
                PQfreemem(notification)
            }
            if isHeard { hints.send() }
            let isWanted = state.withLock(\.isWanted)
            if isWanted, next <= .now {
                state.withLock { $0.isWanted = false }
                guard (try? link.query("NOTIFY \(channel)", until: .now + PostgresLane.silence)) != nil || link.isAlive else {
                    return
                }
                next = .now + rest
                continue
            }
            wait(for: PQsocket(link.handle), or: wakeUp, atMost: isWanted ? next - .now : .seconds(30))
        }
    }

    private static func wait(for socket: Int32?, or wakeUp: WakeUp, atMost limit: Duration) {
        var descriptors = [pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0)]
        if let socket { descriptors.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: max(1, limit.milliseconds)))
        if descriptors[0].revents != 0 { wakeUp.clear() }
    }
}
