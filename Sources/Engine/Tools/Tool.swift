import CEL

/// A compiled tool: what a model or a node may call, and what comes of it.
struct Tool: Sendable {
    let name: ToolName
    /// What the model is told of the tool.
    let declaration: ToolDeclaration
    /// Filled by the model or by a node's `with`.
    let parameters: [Parameter]
    /// Filled by the engine; a model neither sees nor chooses them.
    let bindings: [Binding]
    let isWrite: Bool
    let kind: any ToolKind
    var output: ToolOutput
    /// Said when nothing was found.
    let empty: Template?
    let errors: [ErrorText]
    /// The tool is hidden from a model until this holds.
    let requires: Expression?
    let confirmation: Confirmation?
    /// How long a result stands for an equal call.
    let cache: Duration?

    struct Binding: Sendable {
        let name: String
        let value: Template
    }

    /// A text for an answer that was not expected.
    struct ErrorText: Sendable {
        /// One status, or a hundred of them for `5xx`.
        let statuses: ClosedRange<Int>
        let text: Template
    }

    struct Confirmation: Sendable {
        let text: Template
        let labels: ConfirmationLabels
        let expires: Duration
    }

    /// The values of the tool's own names: its parameters, then its bindings.
    func locals(for arguments: JSONObject, in turn: Turn) throws(TurnError) -> [Value] {
        var values = parameters.map { parameter in
            let value = arguments[parameter.name].map { parameter.type.value(of: $0) }
            return parameter.type.isOptional ? Value.optional(value) : value ?? .null
        }
        let given = values + bindings.map { _ in Value.null }
        for binding in bindings { values.append(try turn.value(of: binding.value, locals: given)) }
        return values
    }

    func request(with arguments: JSONObject, in turn: Turn) throws(TurnError) -> ActionRequest {
        let locals = try locals(for: arguments, in: turn)
        let bound = zip(bindings, locals.dropFirst(parameters.count)).map { ($0.name, JSON($1)) }
        return ActionRequest(
            tool: name, isWrite: isWrite, action: try kind.action(of: self, locals: locals, in: turn),
            arguments: JSONObject(arguments.members.map { ($0.key, $0.value) } + bound), cache: cache)
    }

    /// What an answer means to this tool.
    func outcome(of result: CallResult, arguments: JSONObject, in turn: Turn) throws(TurnError) -> ToolOutcome {
        let locals = try locals(for: arguments, in: turn)
        switch result {
        case .failure(let failure):
            let told = try errorText(for: failure.code == .unavailable ? 503 : nil, locals: locals, in: turn)
            return .failed(told: told, message: failure.message)
        case .model: return .failed(told: nil, message: "a model answered where a tool was called")
        case .action(.http(let status, let body)):
            guard kind.expects(status) else {
                return .failed(
                    told: try errorText(for: status, locals: locals, in: turn), message: "the answer had status \(status)")
            }
            return try found(output.value(ofBody: body, status: status, locals: locals, in: turn), locals: locals, in: turn)
        case .action(.rows(let rows)):
            return try found(output.value(ofRows: rows, locals: locals, in: turn), locals: locals, in: turn)
        }
    }

    private func found(_ value: Result<JSON?, ToolOutput.Misfit>, locals: [Value], in turn: Turn) throws(TurnError) -> ToolOutcome
    {
        switch value {
        case .success(let value?): return .found(value)
        case .success(nil):
            guard let empty else { return .empty("") }
            return .empty(try turn.text(of: empty, locals: locals))
        case .failure(let misfit): return .failed(told: nil, message: misfit.message)
        }
    }

    private func errorText(for status: Int?, locals: [Value], in turn: Turn) throws(TurnError) -> String? {
        guard let status, let text = errors.first(where: { $0.statuses.contains(status) })?.text else { return nil }
        return try turn.text(of: text, locals: locals)
    }
}

/// What came of a tool.
enum ToolOutcome: Sendable, Equatable {
    case found(JSON)
    /// Nothing was found; the text says so in the author's words, and may be empty.
    case empty(String)
    /// `told` is what the author lets a person or a model know; `message` is for the operator.
    case failed(told: String?, message: String)

    /// What a model reads as the tool's answer.
    var answer: String {
        switch self {
        case .found(.string(let text)): text
        case .found(let value): value.text
        case .empty(let text): text.isEmpty ? #"{"found":false}"# : text
        case .failed(let told, _): JSON.object(["error": .string(told ?? "the tool does not answer at the moment")]).text
        }
    }
}
