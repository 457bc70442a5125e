import CEL

/// A graph that a node runs, with names of its own.
struct SubGraph: Sendable {
    let name: GraphName
    let start: NodeID
    let parameters: [Parameter]
    /// Of the parameters, then of its own state.
    let layout: StateLayout
    let output: [Output]
    /// Whether it sees the names around the node that it is written in.
    let seesAround: Bool

    struct Output: Sendable {
        let name: String
        let value: Expression
    }

    /// What it gives to the node that runs it.
    var outputType: Type {
        .object(ObjectType(name: "", fields: output.map { CEL.Field($0.name, $0.value.program.type) }))
    }
}

extension SubGraph {
    /// - Parameter given: Arguments by name; checked, and those that are left out filled in.
    func frame(with given: JSONObject, caller: NodeID?) throws(TurnError) -> Frame {
        let arguments: JSONObject
        do throws(Parameter.Refusal) {
            arguments = try Parameter.arguments(of: parameters, from: given)
        } catch {
            throw TurnError(
                code: .expression, message: "the arguments of the graph '\(name.rawValue)' do not fit: \(error.message)")
        }
        var values: [String: Value] = [:]
        for parameter in parameters {
            if let json = arguments[parameter.name] { values[parameter.name] = parameter.type.value(of: json) }
        }
        return Frame(graph: name, caller: caller, values: values)
    }
}

/// `retry:` of a node that calls.
struct RetryRule: MapReadable, Sendable {
    /// How often the node is tried in all.
    let attempts: Int
    let backoff: Duration

    static let attempts = Field.defaulted("attempts", .integer(2...10), default: 3, "how often the node is tried in all")
    static let backoff = Field.defaulted(
        "backoff", .duration, default: .seconds(1), "how long to wait before the second try; each later wait is twice as long")
    static let fields = Fields(attempts, backoff)

    init(reading map: inout MapReader) throws(Unreadable) {
        attempts = try map.read(Self.attempts)
        backoff = try map.read(Self.backoff)
    }

    /// How long to wait when the node has failed so many times; `nil`: it has failed for good.
    func delay(after failures: Int) -> Duration? {
        guard failures < attempts else { return nil }
        // Ten attempts at most: the factor stays small.
        return .milliseconds(min(backoff.milliseconds, 86_400_000) << Int64(max(failures - 1, 0)))
    }
}
