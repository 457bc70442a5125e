import CCurl
import CLinux
import Engine
import Glibc

/// Drives libcurl's multi interface with `epoll`.
///
/// `@unchecked Sendable`: after `init` only the one thread that `run()` runs on touches it.
final class CurlDriver: @unchecked Sendable {
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
    /// Easy handles without a transfer are kept up to this number.
    private static let spareHandles = 512

    private let mailbox: HTTPMailbox
    private let multi: UnsafeMutableRawPointer
    private let poll: Int32
    private var transfers: [ObjectIdentifier: CurlTransfer] = [:]
    private var spare: [UnsafeMutableRawPointer] = []
    private var watched: Set<Int32> = []
    /// libcurl's own time limit passes over transfers that wait for a connection.
    private var deadlines = DeadlineQueue<ObjectIdentifier>()
    /// When libcurl wants to be called though nothing happens.
    private var alarm: ContinuousClock.Instant?
    private var stops = false

    /// `nil` when the system allows no further descriptor.
    init?(mailbox: HTTPMailbox, limits: HTTPClient.Limits) {
        guard CurlDriver.isReady, let multi = curl_multi_init() else { return nil }
        let poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: mailbox.wakeUp.descriptor))
        guard poll >= 0, epoll_ctl(poll, EPOLL_CTL_ADD, mailbox.wakeUp.descriptor, &event) == 0 else {
            if poll >= 0 { close(poll) }
            curl_multi_cleanup(multi)
            return nil
        }
        self.mailbox = mailbox
        self.multi = multi
        self.poll = poll
        trama_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerHost)
        trama_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limits.idleConnections)
        setCallbacks()
    }

    deinit {
        for easy in spare { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
        close(poll)
    }

    private func setCallbacks() {
        let this = Unmanaged.passUnretained(self).toOpaque()
        trama_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, this)
        trama_multi_set_pointer(multi, CURLMOPT_TIMERDATA, this)
        trama_multi_set_socket_callback(multi) { _, socket, interest, this, _ in
            CurlDriver.of(this)?.watch(socket, interest)
            return 0
        }
        trama_multi_set_timer_callback(multi) { _, milliseconds, this in
            CurlDriver.of(this)?.setAlarm(milliseconds)
            return 0
        }
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> CurlDriver? {
        pointer.map { Unmanaged<CurlDriver>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Returns when the mailbox was stopped and every transfer has had its outcome.
    func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while !stops {
            let count = epoll_wait(poll, &events, Int32(events.count), patience)
            for event in events.prefix(Int(max(0, count))) {
                if event.data.fd == mailbox.wakeUp.descriptor {
                    mailbox.wakeUp.clear()
                    obey(mailbox.take())
                } else {
                    act(on: event.data.fd, CurlDriver.readiness(event.events))
                }
            }
            if let alarm, alarm <= .now {
                self.alarm = nil
                act(on: -1, 0)
            }
            collect()
            expire()
        }
        for transfer in transfers.values { finish(transfer, with: .failure(.init(.cancelled, "the client is shut down"))) }
        mailbox.end()
    }

    private func obey(_ letters: HTTPMailbox.Letters) {
        for submission in letters.submissions { begin(submission) }
        for ticket in letters.cancellations {
            guard let transfer = transfers[ObjectIdentifier(ticket)] else { continue }
            finish(transfer, with: .failure(.init(.cancelled, "the task was cancelled")))
        }
        stops = letters.stops
    }

    private func begin(_ submission: HTTPMailbox.Submission) {
        if let refusal = refusal(of: submission) {
            return mailbox.finish(submission.continuation, with: .failure(refusal))
        }
        guard let easy = spare.popLast() ?? curl_easy_init() else {
            return mailbox.finish(submission.continuation, with: .failure(.init(.overloaded, "there is no memory")))
        }
        let transfer = CurlTransfer(submission, easy: easy)
        let key = ObjectIdentifier(submission.ticket)
        transfers[key] = transfer
        deadlines.insert(key, at: transfer.deadline)
        guard transfer.prepare(), curl_multi_add_handle(multi, easy) == CURLM_OK else {
            return finish(transfer, with: .failure(.init(.malformed, "libcurl refuses the request")))
        }
    }

    private func refusal(of submission: HTTPMailbox.Submission) -> HTTPClient.Failure? {
        if submission.ticket.isCancelled { return .init(.cancelled, "the task was cancelled") }
        return submission.request.flaw.map { .init(.malformed, $0) }
    }

    /// Ends the one transfer of a ticket, once: it is forgotten here.
    private func finish(_ transfer: CurlTransfer, with outcome: HTTPMailbox.Outcome) {
        let key = ObjectIdentifier(transfer.submission.ticket)
        transfers[key] = nil
        deadlines.remove(key, at: transfer.deadline)
        curl_multi_remove_handle(multi, transfer.easy)
        keep(transfer.easy, after: outcome)
        mailbox.finish(transfer.submission.continuation, with: outcome)
    }

    /// Keeps an easy handle for another transfer. One whose request did not go well may have kept its buffer, and would refuse the
    /// size of the next one's.
    private func keep(_ easy: UnsafeMutableRawPointer, after outcome: HTTPMailbox.Outcome) {
        guard case .success = outcome, spare.count < CurlDriver.spareHandles else { return curl_easy_cleanup(easy) }
        curl_easy_reset(easy)
        spare.append(easy)
    }

    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = trama_message_result(message)
            var pointer: UnsafeMutableRawPointer?
            trama_easy_get_pointer(easy, CURLINFO_PRIVATE, &pointer)
            guard let transfer = CurlTransfer.of(pointer) else { continue }
            finish(transfer, with: transfer.outcome(code))
        }
    }

    private func expire() {
        let now = ContinuousClock.now
        while let key = deadlines.popDue(at: now) {
            if let transfer = transfers[key] { finish(transfer, with: transfer.outcome(CURLE_OPERATION_TIMEDOUT)) }
        }
    }

    private func act(on socket: Int32, _ readiness: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, readiness, &running)
    }

    private static func readiness(_ events: UInt32) -> Int32 {
        var readiness: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { readiness |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { readiness |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { readiness |= CURL_CSELECT_ERR }
        return readiness
    }

    private func watch(_ socket: Int32, _ interest: Int32) {
        var event = epoll_event(events: 0, data: epoll_data_t(fd: socket))
        switch interest {
        case CURL_POLL_REMOVE:
            watched.remove(socket)
            epoll_ctl(poll, EPOLL_CTL_DEL, socket, nil)
            return
        case CURL_POLL_IN: event.events = EPOLLIN.rawValue
        case CURL_POLL_OUT: event.events = EPOLLOUT.rawValue
        default: event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue
        }
        let operation = watched.insert(socket).inserted ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
        epoll_ctl(poll, operation, socket, &event)
    }

    private func setAlarm(_ milliseconds: Int) {
        alarm = milliseconds < 0 ? nil : ContinuousClock.now + .milliseconds(milliseconds)
    }

    /// For `epoll_wait`: milliseconds rounded up, or -1 for ever.
    private var patience: Int32 {
        guard let time = [alarm, deadlines.soonest].compactMap({ $0 }).min() else { return -1 }
        let rest = time - ContinuousClock.now
        return rest <= .zero ? 0 : Int32(clamping: rest.milliseconds + 1)
    }
}
