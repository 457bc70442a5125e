import CPostgres
import Engine
import Glibc

/// Until when somebody waits for a database.
struct PostgresPatience: Sendable {
    let deadline: ContinuousClock.Instant
    /// Ends the wait before that.
    var interrupt: SQLInterrupt?

    var isOver: Bool { interrupt?.isSet == true || .now >= deadline }
}

/// One connection to a PostgreSQL server, whose waits end. A class because it owns libpq's handle; used on one thread.
final class PostgresLink {
    enum Failure: Error {
        /// Nobody waits any more; the connection is given up with what was under way.
        case abandoned
        /// There is no connection, or it broke: libpq's words, without a password.
        case lost(String)
    }

    let handle: OpaquePointer
    /// Given up: what is under way on it is of no use any more.
    var isBroken = false
    private let wakeUp = WakeUp()

    /// - Parameter isToWrite: Whether a server that only reads is refused, as a standby is, unless the URL says otherwise.
    init(url: Secret, patience: PostgresPatience, isToWrite: Bool = false) throws(Failure) {
        guard PostgresAddress.isReadable(url) else { throw .lost("the address cannot be read: \(PostgresAddress.advice)") }
        let names = ["target_session_attrs", "dbname", "application_name", "client_encoding", nil]
        let values = [isToWrite ? "read-write" : "any", url.revealed, "trama", "UTF8", nil]
        let started = CStrings.with(names) { names in CStrings.with(values) { PQconnectStartParams(names, $0, 1) } }
        guard let handle = started else { throw .lost("there is no memory for a connection") }
        self.handle = handle
        // A server's remarks would go to the standard error output.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        patience.interrupt?.wake(wakeUp)
        defer { patience.interrupt?.wake(nil) }
        while true {
            let events: Int16
            switch PQconnectPoll(handle) {
            case PGRES_POLLING_OK:
                PQsetnonblocking(handle, 1)
                return
            case PGRES_POLLING_READING: events = Int16(POLLIN)
            case PGRES_POLLING_WRITING: events = Int16(POLLOUT)
            default: throw .lost(wordsOnConnecting)
            }
            try wait(for: events, patience)
        }
    }

    deinit { PQfinish(handle) }

    /// A server that has gone leaves its last words and the end of the stream to be read.
    var isAlive: Bool {
        guard !isBroken, PQstatus(handle) == CONNECTION_OK else { return false }
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        while poll(&descriptor, 1, 0) > 0 {
            guard PQconsumeInput(handle) == 1 else { return false }
        }
        return true
    }

    /// Lets the interrupts of one who waits end the waits of `body`.
    func waiting<Value, Failed: Error>(
        _ patience: PostgresPatience, _ body: () throws(Failed) -> Value
    ) throws(Failed) -> Value {
        wakeUp?.clear()
        patience.interrupt?.wake(wakeUp)
        defer { patience.interrupt?.wake(nil) }
        return try body()
    }

    /// - Returns: `nil` when there are no more results of what was sent. The caller clears it.
    func nextResult(_ patience: PostgresPatience) throws(Failure) -> OpaquePointer? {
        while PQflush(handle) == 1 {
            try wait(for: Int16(POLLIN | POLLOUT), patience)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        while PQisBusy(handle) == 1 {
            try wait(for: Int16(POLLIN), patience)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        return PQgetResult(handle)
    }

    func lost() -> Failure {
        isBroken = true
        return .lost(words)
    }

    /// Nobody's data are on the way yet: the words are about the server, the user and the database, whose names may be numbers.
    private var wordsOnConnecting: String {
        let words = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let line = String(words.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))
        return line.hasSuffix("read-only") || line.hasSuffix("standby mode") ? "\(line): \(PostgresFault.standbyAdvice)" : line
    }

    private var words: String {
        let words = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let password = PQpass(handle).map { String(cString: $0) } ?? ""
        return !password.isEmpty && words.contains(password) ? "" : words.forOperator
    }

    /// Blocks until the socket is ready.
    private func wait(for events: Int16, _ patience: PostgresPatience) throws(Failure) {
        var descriptors = [pollfd(fd: PQsocket(handle), events: events, revents: 0)]
        if let wakeUp { descriptors.append(pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0)) }
        repeat {
            guard !patience.isOver else {
                isBroken = true
                throw .abandoned
            }
            let rest = Int32(clamping: max(1, (patience.deadline - .now).milliseconds + 1))
            _ = poll(&descriptors, nfds_t(descriptors.count), rest)
        } while descriptors[0].revents == 0
    }
}
