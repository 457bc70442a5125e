/// What values count towards the limits of an evaluation.
extension Value {
    var textBytes: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        default: 0
        }
    }

    /// Its own bytes, and 16 for each element or entry.
    var shallowBytes: Int {
        switch self {
        case .string, .bytes: textBytes
        case .list(let list): list.count * 16
        case .map(let map): map.count * 32
        default: 0
        }
    }
}
