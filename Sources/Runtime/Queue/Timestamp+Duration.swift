import CEL
import Engine

extension Timestamp {
    /// In whole milliseconds.
    func advanced(by duration: Duration) -> Timestamp { Timestamp(milliseconds: milliseconds + duration.milliseconds) }

    /// In whole milliseconds; zero when `earlier` is later.
    func elapsed(since earlier: Timestamp) -> Duration { .milliseconds(max(milliseconds - earlier.milliseconds, 0)) }
}
