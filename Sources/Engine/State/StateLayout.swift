import CEL

/// The declared state of a bot: what each name holds, and its slot in expressions.
struct StateLayout: Sendable {
    struct Entry: Sendable {
        let name: String
        /// An `optional` for what may be absent.
        let type: Type
        let initial: Value?
    }

    let entries: [Entry]

    var names: [String] { entries.map(\.name) }

    func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

    var type: ObjectType {
        ObjectType(name: "state", fields: entries.map { CEL.Field($0.name, $0.type) })
    }

    var variables: [Variable] { entries.map { Variable($0.name, $0.type) } }

    /// One for each entry, in order; a name that was never written has its default or is null.
    func values(in state: [String: Value]) -> [Value] {
        entries.map { entry in
            let value = state[entry.name] ?? entry.initial
            guard entry.type.isOptional else { return value ?? .null }
            return .optional(value)
        }
    }
}
