import Logging
import Testing

@testable import Runtime

@Suite("what the log says of the workers")
struct MeteredTurnsTests {
    private struct Levels: LogHandler {
        let all: Locked<[Logger.Level]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { all.withLock { $0.append(event.level) } }
    }

    @Test(
        "a store that refuses a call is an error, unless the conversation is somebody else's or gone",
        arguments: StoreError.Code.allCases)
    func refusals(code: StoreError.Code) {
        let levels = Locked<[Logger.Level]>([])
        let turns = MeteredTurns(metrics: Metrics(), logger: Logger(label: "test") { _ in Levels(all: levels) })
        turns.storeFailed(StoreError(code, "resend: no"))
        #expect(levels.withLock { $0 } == [code == .leaseLost ? .notice : .error])
    }
}
