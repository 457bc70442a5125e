extension ToolProposal {
    /// A tool that does an operation of an OpenAPI document: its parameters and body, its answer and its errors.
    ///
    /// - Parameters:
    ///   - description: `nil` takes the operation's own.
    ///   - connection: The name under `connections:`; `nil` takes one from the server's name.
    public init(
        _ document: OpenAPIDocument, operation id: String, name: String, description: String? = nil, connection: String? = nil,
        for bot: Bot
    ) throws(Fault) {
        let operation = try document.operation(id)
        let words = ["summary", "description"].compactMap { operation.node[$0]?.scalar?.text.trimmed }.filter { !$0.isEmpty }
        guard let description = description ?? words.first else {
            throw Fault(message: "the operation '\(id)' says nothing of itself; say what the tool does with --description")
        }
        let server = document.root.mapping?["servers"]?.sequence?.elements.first?.mapping?["url"]?.scalar?.text ?? ""
        let url = URLParts(server)
        let connectionName = connection ?? url.map { ConnectionProposal.name(ofHost: $0.host) } ?? "server"
        var reader = OpenAPIReader(document: document)
        let request = reader.request(of: operation)
        let authentication = reader.authentication(of: operation)
        var offered: ConnectionProposal?
        switch bot.definition.connections[connectionName] {
        case .http?: break
        case nil:
            let base = url.map { $0.origin + $0.segments.map { "/\($0)" }.joined() } ?? ""
            offered = ConnectionProposal(
                name: connectionName, url: base, authentication: authentication,
                isPrivate: url.map { ConnectionProposal.isPrivate(host: $0.host) } ?? false)
        default: throw Fault(message: "the connection '\(connectionName)' is no server; name another one with --connection")
        }
        self.init(
            name: name, description: description.split(whereSeparator: \.isNewline).joined(separator: " "),
            connection: connectionName, newConnection: offered, isWrite: operation.method != "get",
            parameters: reader.parameters, bindings: [], work: .http(request), isPortuguese: bot.isPortuguese,
            remarks: reader.remarks)
        takeResponses(of: operation, in: document)
    }

    /// The first answer that is a success becomes the output; those that are not, texts by their status.
    private mutating func takeResponses(of operation: OpenAPIDocument.Operation, in document: OpenAPIDocument) {
        for response in operation.node["responses"]?.mapping?.entries ?? [] {
            let status = response.key.value
            guard let answer = document.resolved(response.value)?.mapping else { continue }
            if status.hasPrefix("2"), output.isEmpty {
                guard let schema = OpenAPIReader.schema(ofContent: answer["content"]) else { continue }
                switch document.type(of: schema) {
                case .object(let members): output = fields(members, of: "body")
                case let type where type.written != nil:
                    output = [Field(name: isPortuguese ? "itens" : "items", type: type, source: "body")]
                default: break
                }
            } else if status.hasPrefix("4") || status.hasPrefix("5"), let text = answer["description"]?.scalar?.text.trimmed,
                !text.isEmpty, Tool.ErrorText.statuses(status.lowercased()) != nil, !text.contains("{{")
            {
                errors.append((status.lowercased(), text.split(whereSeparator: \.isNewline).joined(separator: " ")))
            }
        }
    }
}

/// Reads what an operation wants to be told.
struct OpenAPIReader {
    let document: OpenAPIDocument
    private(set) var parameters: [ToolProposal.Parameter] = []
    private(set) var remarks: [String] = []

    init(document: OpenAPIDocument) { self.document = document }

    mutating func request(of operation: OpenAPIDocument.Operation) -> ToolProposal.Request {
        var path = operation.path.hasPrefix("/") ? operation.path : "/" + operation.path
        var query: [(name: String, value: JSON)] = []
        var headers: [(name: String, value: String)] = []
        let own = operation.node["parameters"]?.sequence?.elements ?? []
        var seen: Set<String> = []
        for written in own + operation.shared {
            guard let parameter = document.resolved(written)?.mapping, let name = parameter["name"]?.scalar?.text,
                let place = parameter["in"]?.scalar?.text, seen.insert("\(place) \(name)").inserted
            else { continue }
            let isRequired = parameter["required"]?.scalar?.boolean ?? (place == "path")
            switch place {
            case "path": path = path.replacing("{\(name)}", with: "{{ \(add(name, parameter, isRequired: true)) }}")
            case "query": query.append((name, .string("{{ \(add(name, parameter, isRequired: isRequired)) }}")))
            case "header" where CurlReader.isKept(name) && isRequired:
                headers.append((name, "{{ \(add(name, parameter, isRequired: true)) }}"))
            default: break
            }
        }
        return ToolProposal.Request(
            method: operation.method, path: path, query: query, headers: headers, body: body(of: operation))
    }

    /// By the operation's `security`, or the document's.
    mutating func authentication(of operation: OpenAPIDocument.Operation) -> ConnectionProposal.Authentication? {
        let wanted = (operation.node["security"] ?? document.root.mapping?["security"])?.sequence?.elements.first
        let schemes = document.root.mapping?["components"]?.mapping?["securitySchemes"]?.mapping
        guard let name = wanted?.mapping?.entries.first?.key.value, let scheme = document.resolved(schemes?[name])?.mapping else {
            return nil
        }
        switch (scheme["type"]?.scalar?.text, scheme["scheme"]?.scalar?.text.lowercased(), scheme["in"]?.scalar?.text) {
        case ("http", "basic", _): return .basic(user: "", password: "")
        case ("http", "bearer", _), ("oauth2", _, _), ("openIdConnect", _, _): return .bearer("")
        case ("apiKey", _, "header"): return .header(name: scheme["name"]?.scalar?.text ?? "X-Api-Key", value: "")
        default:
            remarks.append("the server wants its key in the address or in a cookie, which a connection does not send")
            return nil
        }
    }

    private mutating func body(of operation: OpenAPIDocument.Operation) -> JSON? {
        guard let content = document.resolved(operation.node["requestBody"])?.mapping?["content"] else { return nil }
        guard let schema = OpenAPIReader.schema(ofContent: content) else {
            remarks.append("the body is left out: a tool sends JSON alone")
            return nil
        }
        guard case .object(let members) = document.type(of: schema) else {
            remarks.append("the body is left out: only that of an object is read")
            return nil
        }
        let properties = document.resolved(schema)?.mapping?["properties"]?.mapping
        var object = JSONObject()
        for member in members {
            guard member.type.written != nil else {
                remarks.append("'\(member.name)' of the body is left out: no type says what it is")
                continue
            }
            let about = document.resolved(properties?[member.name])?.mapping?["description"]?.scalar?.text
            object[member.name] = .string("{{ \(add(member.name, member.type, about: about)) }}")
        }
        return .object(object)
    }

    private mutating func add(_ name: String, _ parameter: YAMLMapping, isRequired: Bool) -> String {
        let schema = parameter["schema"] ?? OpenAPIReader.schema(ofContent: parameter["content"])
        var type = schema.map { document.type(of: $0) } ?? .string
        if type.written == nil { type = .string }
        if !isRequired, !type.isOptional { type = .optional(type) }
        return add(name, type, about: parameter["description"]?.scalar?.text)
    }

    private mutating func add(_ wanted: String, _ type: DataType, about: String?) -> String {
        var base = Identifier.mended(CurlReader.snake(wanted)) ?? "value"
        if CurlReader.taken.contains(base) { base += "_id" }
        var name = base
        while parameters.contains(where: { $0.name == name }) { name += "_2" }
        let about = about?.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        var parameter = ToolProposal.Parameter(name: name, type: type, about: about?.isEmpty == true ? nil : about)
        parameter.choices = type.choices.map(JSON.string)
        parameters.append(parameter)
        return name
    }

    /// Of JSON among the kinds of content.
    static func schema(ofContent content: YAMLNode?) -> YAMLNode? {
        content?.mapping?.entries.first { $0.key.value.contains("json") }?.value.mapping?["schema"]
    }
}
