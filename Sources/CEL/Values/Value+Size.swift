/// What values count towards the limits of an evaluation.
extension Value {
    /// The steps that reading it once takes, what is inside its elements not counted.
    var readingCost: Int {
        switch self {
        case .string(let text): text.utf8.count / 10
        case .bytes(let bytes): bytes.count / 10
        case .list(let list): list.count
        case .map(let map): map.count
        default: 0
        }
    }

    /// How many elements, entries or bytes of text it has.
    var extent: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .list(let list): list.count
        case .map(let map): map.count
        default: 0
        }
    }

    /// Its own bytes, and 16 for each element or entry.
    var shallowBytes: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .list(let list): list.count * 16
        case .map(let map): map.count * 32
        default: 0
        }
    }
}
