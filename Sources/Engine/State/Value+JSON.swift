public import CEL

extension Value {
    /// Data from outside as an expression sees it. Objects are read in place.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let truth): self = .bool(truth)
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements.map(Value.init))
        case .object(let object): self = .map(MapValue(object.storage))
        }
    }

    /// What `JSON(saving:)` wrote; `nil` when the JSON has another shape.
    init?(saved json: JSON) {
        switch json {
        case .null, .bool, .int, .double, .string: self.init(json)
        case .array(let elements):
            var values: [Value] = []
            for element in elements {
                guard let value = Value(saved: element) else { return nil }
                values.append(value)
            }
            self = .list(values)
        case .object(let object):
            if let member = object.members.first, member.key.hasPrefix("$") {
                guard let value = Value(kind: member.key, of: member.value) else { return nil }
                self = value
            } else {
                guard let map = Value.map(saved: object) else { return nil }
                self = map
            }
        }
    }

    private init?(kind: String, of json: JSON) {
        switch (kind, json) {
        case ("$timestamp", .array(let parts)):
            guard parts.count == 2, let seconds = parts[0].int, let rest = parts[1].int.flatMap({ Int32(exactly: $0) }),
                let timestamp = Timestamp(seconds: seconds, nanoseconds: rest)
            else { return nil }
            self = .timestamp(timestamp)
        case ("$duration", .int(let nanoseconds)): self = .duration(TimeSpan(nanoseconds: nanoseconds))
        case ("$double", .int(let number)): self = .double(Double(number))
        case ("$uint", .string(let digits)):
            guard let number = UInt64(digits) else { return nil }
            self = .uint(number)
        case ("$bytes", .array(let elements)):
            self = .bytes(elements.compactMap { $0.int.flatMap(UInt8.init(exactly:)) })
        case ("$map", .object(let object)):
            guard let map = Value.map(saved: object) else { return nil }
            self = map
        default: return nil
        }
    }

    private static func map(saved object: JSONObject) -> Value? {
        var members: [(String, Value)] = []
        for member in object.members {
            guard let value = Value(saved: member.value) else { return nil }
            members.append((member.key, value))
        }
        return .map(MapValue(members))
    }
}

extension JSON {
    /// A value as the outside world is given it: data from there unchanged, times in RFC 3339, spans in seconds, bytes in base64, an absent optional as null.
    public init(_ value: CEL.Value) {
        switch value {
        case .null, .type, .optional(nil): self = .null
        case .optional(let inner?): self.init(inner)
        case .bool(let truth): self = .bool(truth)
        case .int(let number): self = .int(number)
        case .uint(let number): self = Int64(exactly: number).map(JSON.int) ?? .string(String(number))
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .bytes(let bytes): self = .string(EncodingFunctions.encode(bytes))
        case .list(let elements): self = .array(elements.map { JSON($0) })
        case .map(let map):
            if let storage = map.view as? JSONObject.Storage {
                self = .object(JSONObject(storage))
            } else {
                self = .object(JSONObject(map.entries.map { (JSON.name(of: $0.key), JSON($0.value)) }))
            }
        case .timestamp, .duration: self = .string(value.plainText ?? "")
        }
    }

    /// A value as a checkpoint keeps it: nothing of its kind is lost.
    init(saving value: CEL.Value) {
        switch value {
        case .timestamp(let timestamp):
            self = ["$timestamp": [.int(timestamp.seconds), .int(Int64(timestamp.nanoseconds))]]
        case .duration(let span): self = ["$duration": .int(span.nanoseconds)]
        case .double(let number):
            // A whole one would be read back as an int, which divides in another way.
            self = Int64(exactly: number).map { ["$double": .int($0)] } ?? .double(number)
        case .uint(let number): self = ["$uint": .string(String(number))]
        case .bytes(let bytes): self = ["$bytes": .array(bytes.map { .int(Int64($0)) })]
        case .list(let elements): self = .array(elements.map(JSON.init(saving:)))
        case .map(let map):
            let object = JSON.object(JSONObject(map.entries.map { (JSON.name(of: $0.key), JSON(saving: $0.value)) }))
            let isTagged = map.entries.contains { JSON.name(of: $0.key).hasPrefix("$") }
            self = isTagged ? ["$map": object] : object
        case .optional(let inner): self = inner.map(JSON.init(saving:)) ?? .null
        case .null, .bool, .int, .string, .type: self.init(value)
        }
    }

    private static func name(of key: MapValue.Key) -> String {
        switch key {
        case .bool(let truth): String(truth)
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .string(let text): text
        }
    }
}
