import Engine

/// What all workers share. A class, so that each of them holds it once.
final class WorkContext: Sendable {
    let store: any Store
    let observer: any TurnObserver
    let time: any TimeSource
    /// 0 up to 1, another each time.
    let chance: @Sendable () -> Double
    let receipts: ReceiptQueue

    init(store: any Store, observer: any TurnObserver, time: any TimeSource, chance: @escaping @Sendable () -> Double) {
        self.store = store
        self.observer = observer
        self.time = time
        self.chance = chance
        receipts = ReceiptQueue(observer: observer, time: time)
    }
}
