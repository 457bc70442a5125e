/// A tool that is proposed to an author, from a request or a query that is known to work.
public struct ToolProposal: Sendable {
    public struct Fault: Error, Sendable, Equatable {
        /// One sentence without a full stop.
        public let message: String

        public init(message: String) { self.message = message }
    }

    struct Parameter: Sendable {
        let name: String
        let type: DataType
        var about: String?
        var choices: [JSON] = []
        var pattern: String?
        var initial: JSON?
        /// As it was in the command.
        var sample: JSON?
    }

    struct Request: Sendable {
        let method: String
        /// With `{{ }}` where values stand.
        let path: String
        var query: [(name: String, value: JSON)] = []
        var headers: [(name: String, value: String)] = []
        var body: JSON?
    }

    enum Work: Sendable {
        case http(Request)
        case sql(query: String, wantsOneRow: Bool)
    }

    struct Field: Sendable {
        let name: String
        let type: DataType
        /// `nil`: the member of the same name.
        let source: String?
    }

    public let name: String
    public let description: String
    /// The name under `connections:`.
    public let connection: String
    /// What `connections:` lacks; `nil` when the bot has the connection.
    public internal(set) var newConnection: ConnectionProposal?
    public internal(set) var isWrite: Bool
    var parameters: [Parameter] = []
    /// Filled by the engine from who writes.
    var bindings: [(name: String, value: String)] = []
    var work: Work
    var output: [Field] = []
    var errors: [(status: String, text: String)] = []
    /// Of the confirmation's words.
    let isPortuguese: Bool
    /// What could not be taken over, each as a sentence without a full stop.
    public internal(set) var remarks: [String] = []

    /// Whether nothing is known of the answer yet.
    public var lacksOutput: Bool { output.isEmpty }

    /// The values that the command had, by parameter.
    public var samples: [(name: String, text: String)] {
        parameters.compactMap { parameter in
            parameter.sample.map { (parameter.name, $0.string ?? $0.text) }
        }
    }

    /// The file `tools/NAME.yaml`.
    public var yaml: String {
        var lines = ["tool: \(name)", "description: \(YAMLText.scalar(description))"]
        if isWrite { lines.append("effect: write") }
        if !parameters.isEmpty {
            lines.append("parameters:")
            lines += parameters.map { "  \($0.name): \($0.written)" }
        }
        if !bindings.isEmpty {
            lines.append("bind:")
            lines += bindings.map { "  \($0.name): \(YAMLText.quoted($0.value))" }
        }
        lines += workLines
        if !output.isEmpty {
            lines.append("output:")
            lines += output.map { "  \($0.name): \($0.written)" }
        }
        if !errors.isEmpty {
            lines.append("errors:")
            lines += errors.map { "  \($0.status): \(YAMLText.scalar($0.text))" }
        }
        if isWrite { lines += confirmationLines }
        return lines.joined(separator: "\n") + "\n"
    }

    private var workLines: [String] {
        switch work {
        case .sql(let query, let wantsOneRow):
            let text = query.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            return ["sql:", "  connection: \(connection)", "  rows: \(wantsOneRow ? "one" : "many")", "  query: |"] + text
        case .http(let request):
            var lines = [
                "http:", "  connection: \(connection)", "  \(request.method.lowercased()): \(YAMLText.scalar(request.path))",
            ]
            if !request.query.isEmpty {
                lines.append("  query:")
                lines += request.query.map { "    \(YAMLText.scalar($0.name)):\(YAMLText.value($0.value, margin: "      "))" }
            }
            if !request.headers.isEmpty {
                lines.append("  headers:")
                lines += request.headers.map { "    \(YAMLText.scalar($0.name)): \(YAMLText.quoted($0.value))" }
            }
            if let body = request.body { lines.append("  json:" + YAMLText.value(body, margin: "    ")) }
            return lines
        }
    }

    private var confirmationLines: [String] {
        let listed = parameters.filter(\.isShowable).map { "    \($0.name): {{ \($0.name) }}" }
        return ["confirm:", "  text: |-", isPortuguese ? "    Posso confirmar?" : "    Shall I go ahead?"] + listed
            + (isPortuguese ? ["  accept: Sim", "  refuse: Agora não"] : ["  accept: \"Yes\"", "  refuse: Not now"])
    }
}

extension ToolProposal.Parameter {
    /// Whether a text can show it.
    fileprivate var isShowable: Bool {
        switch type {
        case .string, .integer, .number, .boolean, .date: true
        default: false
        }
    }

    fileprivate var written: String {
        let type = type.written ?? "string"
        var parts: [String] = []
        if !choices.isEmpty { parts.append("enum: [\(choices.map(flow).joined(separator: ", "))]") }
        if let pattern { parts.append("pattern: \(YAMLText.quoted(pattern))") }
        if let initial { parts.append("default: \(flow(initial))") }
        if let about { parts.append("about: \(YAMLText.scalar(about))") }
        if parts.isEmpty { return type.contains("{") ? YAMLText.quoted(type) : type }
        return
            "{type: \(type.contains("{") || type.contains(",") ? YAMLText.quoted(type) : type), \(parts.joined(separator: ", "))}"
    }

    private func flow(_ json: JSON) -> String { json.string.map(YAMLText.scalar) ?? json.text }
}

extension ToolProposal.Field {
    fileprivate var written: String {
        let type = type.written ?? "string?"
        let shown = type.contains("{") ? YAMLText.quoted(type) : type
        return source.map { "{type: \(shown), from: \(YAMLText.scalar($0))}" } ?? shown
    }
}
