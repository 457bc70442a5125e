import CEL

/// A type as a bot's author declares it, for state, parameters and outputs.
indirect enum DataType: Sendable, Hashable {
    case string, integer, number, boolean
    /// `YYYY-MM-DD`, kept as text.
    case date
    /// RFC 3339.
    case datetime
    case duration
    case list(DataType)
    case map(DataType)
    case object([Member])
    case optional(DataType)
    /// Of a type, and like the check says.
    case checked(DataType, ValueCheck)
    /// Whatever there is.
    case any

    struct Member: Sendable, Hashable {
        let name: String
        let type: DataType
    }

    var isOptional: Bool {
        if case .optional = self { true } else { false }
    }

    /// With the check where there is something to check.
    func checked(by check: ValueCheck) -> DataType {
        switch self {
        case _ where check.isEmpty: self
        case .optional(let inner): .optional(inner.checked(by: check))
        default: .checked(self, check)
        }
    }

    /// As expressions see it.
    var type: Type {
        switch self {
        case .string, .date: .string
        case .integer: .int
        case .number: .double
        case .boolean: .bool
        case .datetime: .timestamp
        case .duration: .duration
        case .list(let element): .list(element.type)
        case .map(let value): .map(.string, value.type)
        case .object(let members):
            .object(ObjectType(name: "", fields: members.map { CEL.Field($0.name, $0.type.type, choices: $0.type.choices) }))
        case .optional(let inner): .optional(inner.type)
        case .checked(let inner, _): inner.type
        case .any: .dyn
        }
    }

    /// The only texts that it holds; empty where it may hold any.
    var choices: [String] {
        switch self {
        case .checked(_, let check): check.choices
        case .optional(let inner): inner.choices
        default: []
        }
    }

    /// For messages, in an author's words.
    var words: Wording {
        switch self {
        case .string: "a text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .date: "a date as YYYY-MM-DD"
        case .datetime: "a time as in RFC 3339"
        case .duration: "a duration in seconds, such as 90s"
        case .list: "a list"
        case .map, .object: "an object"
        case .optional(let inner): inner.words
        case .checked(let inner, let check):
            check.allowed.isEmpty ? "\(inner.words) within its rules" : "one of \(JSON.array(check.allowed).text)"
        case .any: "a value"
        }
    }

    /// As `words`, for models and operators.
    var description: String { words.english }

    /// JSON Schema, draft 2020-12.
    var schema: JSON {
        switch self {
        case .string: ["type": "string"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .date: ["type": "string", "format": "date"]
        case .datetime: ["type": "string", "format": "date-time"]
        case .duration: ["type": "string", "pattern": #"^[0-9.]+s$"#]
        case .list(let element): ["type": "array", "items": element.schema]
        case .map(let value): ["type": "object", "additionalProperties": value.schema]
        case .object(let members):
            [
                "type": "object", "properties": .object(JSONObject(members.map { ($0.name, $0.type.schema) })),
                "required": .array(members.filter { !$0.type.isOptional }.map { .string($0.name) }),
                "additionalProperties": false,
            ]
        case .optional(let inner): inner.schema
        case .checked(let inner, let check): check.constraining(inner.schema, of: inner)
        case .any: [:]
        }
    }

    /// The JSON in this type's own form, where that loses nothing: a number for a text, a whole `5.0` for an integer, the text
    /// of a number. `nil` when it does not fit.
    func coerced(_ json: JSON) -> JSON? {
        switch (self, json) {
        case (.string, .string), (.integer, .int), (.number, .int), (.boolean, .bool): return json
        case (.number, .double(let number)): return DataType.asRead(number)
        case (.string, .int), (.string, .double): return .string(json.text)
        case (.integer, .double(let number)): return Int64(exactly: number).map(JSON.int)
        case (.integer, .string(let text)): return Int64(text).map(JSON.int)
        case (.number, .string(let text)): return Double(text).flatMap { $0.isFinite ? DataType.asRead($0) : nil }
        case (.boolean, .string(let text)): return ["true": true, "false": false][text].map(JSON.bool)
        case (.date, .string(let text)): return DataType.isDate(text) ? json : nil
        case (.datetime, .string(let text)): return Timestamp(rfc3339: text) == nil ? nil : json
        case (.duration, .string(let text)): return TimeSpan(text) == nil ? nil : json
        case (.list(let element), .array(let elements)):
            let values = elements.compactMap(element.coerced)
            return values.count == elements.count ? .array(values) : nil
        case (.map(let value), .object(let object)):
            let members = object.members.compactMap { member in value.coerced(member.value).map { (member.key, $0) } }
            return members.count == object.members.count ? .object(JSONObject(members)) : nil
        case (.object(let members), .object(let object)):
            var result = JSONObject()
            for member in members {
                let found = object[member.name] ?? .null
                if found == .null, member.type.isOptional { continue }
                guard let value = member.type.coerced(found) else { return nil }
                result[member.name] = value
            }
            return .object(result)
        case (.optional, .null): return .null
        case (.any, _): return json
        case (.checked(let inner, let check), _):
            return inner.coerced(json).flatMap { check.complaint(about: $0) == nil ? $0 : nil }
        case (.optional(let inner), _): return inner.coerced(json)
        default: return nil
        }
    }

    /// The value of JSON that fits this type.
    func value(of json: JSON) -> Value {
        switch (self, json) {
        case (.number, .int(let number)): .double(Double(number))
        case (.datetime, .string(let text)): Timestamp(rfc3339: text).map(Value.timestamp) ?? .null
        case (.duration, .string(let text)): TimeSpan(text).map(Value.duration) ?? .null
        case (.list(let element), .array(let elements)): .list(elements.map(element.value))
        case (.map, .object(let object)), (.object, .object(let object)): .map(MapValue(JSONView(object, as: self)))
        case (.optional(let inner), _), (.checked(let inner, _), _): inner.value(of: json)
        default: Value(json)
        }
    }

    /// A number as it is read once it has been written: a whole one is an int then.
    private static func asRead(_ number: Double) -> JSON {
        number.magnitude < 1e15 ? Int64(exactly: number).map(JSON.int) ?? .double(number) : .double(number)
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        return text.utf8.count == 10 && parts.count == 3 && Timestamp(rfc3339: text + "T00:00:00Z") != nil
    }
}
