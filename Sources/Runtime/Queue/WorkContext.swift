import CEL
import Engine

/// What all workers share. A class, so that each of them holds it once.
final class WorkContext: Sendable {
    /// When to ask a store again that failed.
    static let storeDelay = Duration.seconds(5)

    let store: any Store
    let observer: any TurnObserver
    let time: any TimeSource
    let startedAt: Timestamp
    /// 0 up to 1, another each time.
    let chance: @Sendable () -> Double
    let receipts: ReceiptQueue

    init(
        store: any Store, observer: any TurnObserver, time: any TimeSource, startedAt: Timestamp? = nil,
        chance: @escaping @Sendable () -> Double
    ) {
        self.store = store
        self.observer = observer
        self.time = time
        self.startedAt = startedAt ?? time.now
        self.chance = chance
        receipts = ReceiptQueue(observer: observer, time: time)
    }

    /// Writes what must not be forgotten, as what became of a request that left: again and again, as long as the store is down or full.
    ///
    /// - Parameter codes: After which failures another try may help.
    /// - Throws: What another try would not help against, or the last failure when the task is cancelled.
    func insist(
        after codes: [StoreError.Code] = StoreError.Code.passing, _ write: () async throws(StoreError) -> Void
    ) async throws(StoreError) {
        var tries = 0
        while true {
            tries += 1
            do throws(StoreError) {
                return try await write()
            } catch {
                guard codes.contains(error.code) else { throw error }
                if tries == 1 { observer.storeFailed(error) }
                guard await time.pause(for: WorkContext.storeDelay) else { throw error }
            }
        }
    }
}
