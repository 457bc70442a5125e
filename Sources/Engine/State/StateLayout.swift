import CEL

/// The declared state of a bot: what each name holds, and its slot in expressions.
struct StateLayout: Sendable {
    /// A class, so that a turn that reads and writes values holds it by one reference.
    final class Entry: Sendable {
        let name: String
        /// An `optional` for what may be absent.
        let declared: DataType
        let initial: Value?
        let check: ValueCheck
        let reducer: StateDefinition.Reducer
        /// Whether its author says how writes that come side by side meet.
        let isMerged: Bool
        /// Whether the value outlives the conversation.
        let isKept: Bool
        /// As expressions see it.
        let type: Type

        init(
            name: String, declared: DataType, initial: Value?, check: ValueCheck, reducer: StateDefinition.Reducer,
            isMerged: Bool, isKept: Bool
        ) {
            self.name = name
            self.declared = declared
            self.initial = initial
            self.check = check
            self.reducer = reducer
            self.isMerged = isMerged
            self.isKept = isKept
            type = declared.type
        }

        /// The type of one value that is written: an element where writes append.
        var written: DataType {
            var type = declared
            while case .optional(let inner) = type { type = inner }
            if case .checked(let inner, _) = type { type = inner }
            if reducer == .append, case .list(let element) = type { return element }
            return declared
        }

        /// The only texts that it holds, the first value among them; empty where it may hold any.
        var choices: [String] {
            guard !check.choices.isEmpty, case .string(let text)? = initial, !check.choices.contains(text) else {
                return check.choices
            }
            return check.choices + [text]
        }

        /// As expressions see it, by what was written; a name that was never written has its default or is null.
        func shown(_ written: Value?) -> Value {
            let value = written ?? initial
            guard type.isOptional else { return value ?? .null }
            return .optional(value)
        }

        /// What stands after a write.
        func merged(_ new: Value, into old: Value?) -> Value {
            switch (reducer, old ?? initial, new) {
            case (.append, .list(let elements)?, .list(let more)): .list(elements + more)
            case (.append, .list(let elements)?, _): .list(elements + [new])
            case (.append, nil, .list): new
            case (.append, nil, _): .list([new])
            case (.add, .int(let left)?, .int(let right)):
                .int(left.addingReportingOverflow(right).overflow ? .max : left + right)
            case (.add, .double(let left)?, .double(let right)): .double(left + right)
            case (.max, .int(let left)?, .int(let right)): .int(max(left, right))
            case (.max, .double(let left)?, .double(let right)): .double(max(left, right))
            case (.max, .timestamp(let left)?, .timestamp(let right)): .timestamp(max(left, right))
            default: new
            }
        }
    }

    let entries: [Entry]
    let names: [String]
    /// Where a name stands; empty below `indexThreshold`, where a scan is faster.
    private let places: [String: Int]

    private static let indexThreshold = 9

    init(entries: [Entry]) {
        self.entries = entries
        names = entries.map(\.name)
        places =
            names.count < StateLayout.indexThreshold
            ? [:] : Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func place(of name: String) -> Int? {
        names.count < StateLayout.indexThreshold ? names.firstIndex(of: name) : places[name]
    }

    func entry(_ name: String) -> Entry? { place(of: name).map { entries[$0] } }

    var type: ObjectType {
        ObjectType(name: "state", fields: entries.map { CEL.Field($0.name, $0.type, choices: $0.choices) })
    }

    var variables: [Variable] { entries.map { Variable($0.name, $0.type, choices: $0.choices) } }

    /// One for each entry, in order.
    func values(in state: [String: Value]) -> [Value] { entries.map { $0.shown(state[$0.name]) } }
}
