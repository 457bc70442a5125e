import CEL
import Engine

@testable import Runtime

/// A clock that stands still until a test moves it. A class for identity.
final class ManualTime: TimeSource {
    private struct Sleeper {
        let wakesAt: Duration
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var uptime = Duration.zero
        var readings = 0
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var lastSleeper = 0
    }

    /// 2026-11-23T12:00:00Z.
    static let start = Timestamp(milliseconds: 1_795_435_200_000)

    private let state = Locked(State())

    var uptime: Duration { state.withLock(\.uptime) }
    var now: Timestamp {
        let uptime = state.withLock { state in
            state.readings += 1
            return state.uptime
        }
        return Timestamp(milliseconds: ManualTime.start.milliseconds + uptime.milliseconds)
    }
    /// How often the calendar was read.
    var readings: Int { state.withLock(\.readings) }

    /// Whether somebody sleeps.
    var isSleptOn: Bool { sleepers > 0 }
    /// How many sleep.
    var sleepers: Int { state.withLock(\.sleepers.count) }

    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.uptime += duration
            let due = state.sleepers.filter { $0.value.wakesAt <= state.uptime }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.sorted { $0.wakesAt < $1.wakesAt }
        }
        for sleeper in woken { sleeper.continuation.resume(returning: true) }
    }

    func sleep(for duration: Duration) async throws(CancellationError) {
        let number = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        let rested = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if state.cancelled.remove(number) != nil { return false }
                    guard duration > .zero else { return true }
                    state.sleepers[number] = Sleeper(wakesAt: state.uptime + duration, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: number)
                if sleeper == nil { state.cancelled.insert(number) }
                return sleeper
            }
            sleeper?.continuation.resume(returning: false)
        }
        if !rested { throw CancellationError() }
    }
}

/// A clock that always shows the same, and on which nobody sleeps.
struct StandingTime: TimeSource {
    let now: Timestamp
    let uptime = Duration.zero

    func sleep(for duration: Duration) async throws(CancellationError) { throw CancellationError() }
}
