import CEL
import Foundation

/// A CEL value as the cases write it: `{"t": "int", "v": "1"}`.
indirect enum EncodedValue: Decodable {
    case text(kind: String, String)
    case bool(Bool)
    case bytes(Data)
    case list([EncodedValue])
    case map([[EncodedValue]])
    case time(kind: String, seconds: Int64, nanoseconds: Int64)
    case null

    enum CodingKeys: String, CodingKey {
        case t, v, b64, seconds, nanos
    }

    struct Unknown: Error {
        let kind: String
    }

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try row.decode(String.self, forKey: .t)
        switch kind {
        case "null": self = .null
        case "bool": self = .bool(try row.decode(Bool.self, forKey: .v))
        case "bytes": self = .bytes(try row.decode(Data.self, forKey: .b64))
        case "list": self = .list(try row.decode([EncodedValue].self, forKey: .v))
        case "map": self = .map(try row.decode([[EncodedValue]].self, forKey: .v))
        case "timestamp", "duration":
            self = .time(
                kind: kind, seconds: try EncodedValue.integer(row, .seconds), nanoseconds: try EncodedValue.integer(row, .nanos)
            )
        default: self = .text(kind: kind, try row.decode(String.self, forKey: .v))
        }
    }

    private static func integer(_ row: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys) throws -> Int64 {
        if let text = try? row.decode(String.self, forKey: key) { return Int64(text) ?? 0 }
        return try row.decodeIfPresent(Int64.self, forKey: key) ?? 0
    }

    func value() throws -> Value {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .bytes(let data): return .bytes(Array(data))
        case .list(let elements): return .list(try elements.map { try $0.value() })
        case .map(let entries):
            return .map(
                MapValue(
                    try entries.map { entry -> (key: MapValue.Key, value: Value) in
                        (try EncodedValue.key(entry[0].value()), try entry[1].value())
                    }
                )
            )
        case .time("timestamp", let seconds, let nanoseconds):
            guard let time = Timestamp(seconds: seconds, nanoseconds: Int32(nanoseconds)) else {
                throw Unknown(kind: "timestamp")
            }
            return .timestamp(time)
        case .time(_, let seconds, let nanoseconds):
            guard let span = TimeSpan(seconds: seconds, nanoseconds: nanoseconds) else { throw Unknown(kind: "duration") }
            return .duration(span)
        case .text(let kind, let text):
            switch kind {
            case "int": if let value = Int64(text) { return .int(value) }
            case "uint": if let value = UInt64(text) { return .uint(value) }
            case "double": if let value = Double(text) { return .double(value) }
            case "string": return .string(text)
            case "type": return .type(try TypeText.parse(text))
            default: break
            }
            throw Unknown(kind: kind)
        }
    }

    private static func key(_ value: Value) throws -> MapValue.Key {
        switch value {
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .uint(let value): return .uint(value)
        case .string(let value): return .string(value)
        default: throw Unknown(kind: "key")
        }
    }
}
