import CEL

/// Names of the state that may have no value at a place of the graph: there they are optional, by bare name and under `state`.
struct UnsetState: Sendable {
    static let none = UnsetState(names: [])

    let names: Set<String>
    /// Whether the state is there by bare name too, which it is not in a tool.
    var isBare = true
    /// Whether an expression may read the names as if they had a value: while the graph is not known yet.
    var isIgnored = false

    func narrowed(to name: String) -> UnsetState { UnsetState(names: [name], isBare: isBare) }

    /// The same variables, as they are at this place.
    func variables(_ fixed: [Variable], _ locals: [Variable]) -> [Variable] {
        fixed.map(opened) + (isBare ? locals.map(optional) : locals)
    }

    private func optional(_ variable: Variable) -> Variable {
        names.contains(variable.name) ? Variable(variable.name, .optional(variable.type), choices: variable.choices) : variable
    }

    private func opened(_ variable: Variable) -> Variable {
        guard variable.name == FixedNames.state, case .object(let state) = variable.type else { return variable }
        let fields = state.fields.map {
            names.contains($0.name) ? CEL.Field($0.name, .optional($0.type), choices: $0.choices) : $0
        }
        return Variable(variable.name, .object(ObjectType(name: state.name, fields: fields)))
    }
}
