import CEL
import Engine

extension JSON {
    /// A non-empty text, or a number that some bodies give in its place.
    var identifier: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .int(let number): String(number)
        case .null, .bool, .double, .array, .object: nil
        }
    }

    /// Unix seconds, as a number or as the digits of one.
    var unixTime: Timestamp? {
        identifier.flatMap { Int64($0) }.flatMap { Timestamp(seconds: $0) }
    }
}
