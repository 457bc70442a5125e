import CEL

/// `set:` writes state.
struct SetNode: NodeKind {
    static let keyword = "set"
    static let about = "writes values into the state"
    static let role = NodeRole.value
    static let values = Field.required(
        keyword, .naming(.state, of: .expression), "state names and the expressions that give their values")
    static let fields = Fields(values)

    struct Assignment: Sendable {
        let name: String
        let value: Expression
    }

    let assignments: [Assignment]

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        var assignments: [Assignment] = []
        var isReadable = true
        for written in try map.read(Self.values) {
            do throws(Unreadable) {
                let entry = try compiler.stateEntry(written.name, &map)
                let value = try compiler.expression(written.value, as: .value(entry.type), &map)
                assignments.append(Assignment(name: entry.name, value: value))
            } catch {
                isReadable = false
            }
        }
        guard isReadable else { throw Unreadable() }
        self.assignments = assignments
    }

    var expressions: [Expression] { assignments.map(\.value) }
    var writes: [String] { assignments.map(\.name) }

    /// All values are worked out before the first is written.
    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        if assignments.count == 1 {
            turn.write(try turn.value(of: assignments[0].value), to: assignments[0].name)
            return .next
        }
        var values: [(String, Value)] = []
        for assignment in assignments { values.append((assignment.name, try turn.value(of: assignment.value))) }
        for (name, value) in values { turn.write(value, to: name) }
        return .next
    }
}
