public import CEL
import Glibc

/// Where the Runtime has its time from.
public protocol TimeSource: Sendable {
    /// By the calendar, in whole milliseconds: what stores keep. It may jump.
    var now: Timestamp { get }

    /// By a clock that only goes forward, from an unstated beginning.
    var uptime: Duration { get }

    /// Returns after `duration` by the clock that only goes forward.
    func sleep(for duration: Duration) async throws(CancellationError)
}

extension TimeSource {
    /// - Returns: `false` when the task was cancelled.
    func pause(for duration: Duration) async -> Bool {
        do throws(CancellationError) {
            try await sleep(for: duration)
            return true
        } catch {
            return false
        }
    }
}

/// The machine's clocks.
public struct SystemTime: TimeSource {
    public init() {}

    public var now: Timestamp {
        let time = SystemTime.read(CLOCK_REALTIME)
        return Timestamp(milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000)
    }

    public var uptime: Duration {
        let time = SystemTime.read(CLOCK_MONOTONIC)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    public func sleep(for duration: Duration) async throws(CancellationError) {
        do {
            try await Task.sleep(for: duration, clock: .continuous)
        } catch {
            throw CancellationError()
        }
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
