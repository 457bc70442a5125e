import CEL

extension Value {
    /// What an optional holds, or the value itself; `nil` for what is absent.
    var present: Value? {
        switch self {
        case .null: nil
        case .optional(let inner): inner?.present
        default: self
        }
    }
}
