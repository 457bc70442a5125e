import Engine

/// What all workers share.
struct WorkContext: Sendable {
    let store: any Store
    let observer: any TurnObserver
    let time: any TimeSource
    /// 0 up to 1, another each time.
    let chance: @Sendable () -> Double
}
