import Engine

/// Stored JSON that is not what was written there.
struct RecordError: Error, Equatable {
    /// What it should be; never anything of its content.
    let expected: String
}

extension JSON {
    /// The member as read by `kind`.
    func required<Value>(_ key: String, _ kind: (JSON) -> Value?) throws(RecordError) -> Value {
        guard let value = self[key].flatMap(kind) else { throw RecordError(expected: "a member '\(key)'") }
        return value
    }

    init(record text: String) throws(RecordError) {
        do {
            try self.init(parsing: text)
        } catch {
            throw RecordError(expected: "JSON")
        }
    }
}
