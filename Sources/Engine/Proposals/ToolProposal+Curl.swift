extension ToolProposal {
    /// A tool that makes the request of a `curl` command, with its texts and identifiers as parameters.
    ///
    /// - Parameters:
    ///   - connection: The name under `connections:`; `nil` takes one from the host's name.
    ///   - isWrite: `nil` goes by the method.
    public init(
        curl command: String, name: String, description: String, connection: String? = nil, isWrite: Bool? = nil, for bot: Bot
    ) throws(Fault) {
        let curl: CurlCommand
        do throws(CurlCommand.Fault) {
            curl = try CurlCommand(command)
        } catch {
            throw Fault(message: error.message)
        }
        guard let url = URLParts(curl.url) else { throw Fault(message: "the address of the command is none of http or https") }
        guard HTTPToolDefinition.Method(rawValue: curl.method.lowercased()) != nil else {
            throw Fault(message: "a tool makes no '\(curl.method)' request; it makes GET, POST, PUT, PATCH and DELETE")
        }
        var reader = CurlReader()
        let request = reader.request(of: curl, at: url)
        let connectionName = connection ?? ConnectionProposal.name(ofHost: url.host)
        var offered: ConnectionProposal? = ConnectionProposal(
            name: connectionName, url: url.origin, authentication: reader.authentication(of: curl),
            isPrivate: ConnectionProposal.isPrivate(host: url.host))
        switch bot.definition.connections[connectionName] {
        case nil: break
        case .http?:
            offered = nil
            reader.remarks.append("the connection '\(connectionName)' stays as it is: its address and key are used")
        default: throw Fault(message: "the connection '\(connectionName)' is no server; name another one with --connection")
        }
        self.init(
            name: name, description: description, connection: connectionName, newConnection: offered,
            isWrite: isWrite ?? (curl.method != "GET"), parameters: reader.parameters, bindings: reader.bindings,
            work: .http(request), isPortuguese: bot.isPortuguese, remarks: reader.remarks)
    }

    init(
        name: String, description: String, connection: String, newConnection: ConnectionProposal?, isWrite: Bool,
        parameters: [Parameter], bindings: [(name: String, value: String)], work: Work, isPortuguese: Bool, remarks: [String]
    ) {
        self.name = name
        self.description = description
        self.connection = connection
        self.newConnection = newConnection
        self.isWrite = isWrite
        self.parameters = parameters
        self.bindings = bindings
        self.work = work
        self.isPortuguese = isPortuguese
        self.remarks = remarks
    }
}

extension Bot {
    var isPortuguese: Bool { definition.bot?.language.hasPrefix("pt") ?? false }
}

/// Finds what of a request differs from call to call.
struct CurlReader {
    private(set) var parameters: [ToolProposal.Parameter] = []
    private(set) var bindings: [(name: String, value: String)] = []
    var remarks: [String] = []

    mutating func request(of curl: CurlCommand, at url: URLParts) -> ToolProposal.Request {
        var request = ToolProposal.Request(method: curl.method, path: path(of: url))
        for pair in url.query {
            if CurlReader.isSecret(pair.name) {
                remarks.append("'\(pair.name)' of the address is left out: a key is sent in a header, which 'auth' declares")
                continue
            }
            request.query.append((pair.name, value(.string(pair.value), named: pair.name, isQuery: true)))
        }
        for header in curl.headers where CurlReader.isKept(header.name) { request.headers.append(header) }
        switch curl.body {
        case nil: break
        case .json(let json): request.body = value(json, named: "body")
        case .form(let pairs):
            remarks.append("the command sends a form; a tool sends JSON, so see whether the server takes it")
            var object = JSONObject()
            for pair in pairs { object[pair.name] = value(.string(pair.value), named: pair.name) }
            request.body = .object(object)
        case .text: remarks.append("the body is left out: a tool sends JSON alone")
        }
        return request
    }

    mutating func authentication(of curl: CurlCommand) -> ConnectionProposal.Authentication? {
        if let credentials = curl.credentials {
            let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return .basic(user: parts[0], password: parts.count > 1 ? parts[1] : "")
        }
        let secrets = curl.headers.filter { CurlReader.isSecret($0.name) }
        for other in secrets.dropFirst() { remarks.append("the header '\(other.name)' is left out: a connection sends one key") }
        if curl.headers.contains(where: { $0.name.lowercased() == "cookie" }) {
            remarks.append("the cookies are left out: they are a person's session in a browser")
        }
        guard let secret = secrets.first else { return nil }
        let words = secret.value.split(separator: " ", maxSplits: 1).map(String.init)
        guard secret.name.lowercased() == "authorization" else { return .header(name: secret.name, value: secret.value) }
        switch words.first?.lowercased() {
        case "bearer" where words.count == 2: return .bearer(words[1])
        case "basic": return .basic(user: "", password: "")
        default: return .header(name: secret.name, value: secret.value)
        }
    }

    private mutating func path(of url: URLParts) -> String {
        var path = ""
        var last = "id"
        for segment in url.segments {
            let text = URLParts.decoded(segment)
            if let placeholder = CurlReader.placeholder(text) {
                path += "/{{ \(add(placeholder, .string, sample: nil)) }}"
            } else if CurlReader.isIdentifier(text) {
                let digits = text.allSatisfy { $0.isASCII && $0.isNumber }
                let name = add(CurlReader.singular(last), .string, sample: .string(text), pattern: digits ? "^[0-9]+$" : nil)
                path += "/{{ \(name) }}"
            } else {
                path += "/" + segment.replacing("{", with: "%7B").replacing("}", with: "%7D")
                last = text
            }
        }
        return path.isEmpty ? "/" : path
    }

    /// A value with its own texts as parameters, and what stays the same as it is.
    private mutating func value(_ json: JSON, named name: String, isQuery: Bool = false, depth: Int = 0) -> JSON {
        switch json {
        case .null, .bool: return json
        case .int, .double:
            guard CurlReader.isNameOfIdentifier(name) else { return json }
            return .string("{{ \(add(name, AnswerShape.of(json), sample: json)) }}")
        case .string(let text):
            if let placeholder = CurlReader.placeholder(text) {
                return .string("{{ \(add(placeholder, .string, sample: nil)) }}")
            }
            if CurlReader.isPhone(name) {
                let name = Identifier.mended(name) ?? "telefone"
                if !bindings.contains(where: { $0.name == name }) { bindings.append((name, "{{ contact.phone }}")) }
                return .string("{{ \(name) }}")
            }
            if isQuery, !CurlReader.isNameOfIdentifier(name),
                text.isEmpty || Int64(text) != nil || ["true", "false"].contains(text)
            {
                return .string(text)
            }
            return .string("{{ \(add(name, AnswerShape.of(.string(text)), sample: json)) }}")
        case .array(let elements):
            guard depth < 8 else { return json }
            return .array(elements.map { value($0, named: CurlReader.singular(name), depth: depth + 1) })
        case .object(let object):
            guard depth < 8 else { return json }
            return .object(
                JSONObject(object.members.map { ($0.key, value($0.value, named: $0.key, depth: depth + 1)) }))
        }
    }

    /// - Returns: The parameter's own name.
    private mutating func add(_ wanted: String, _ type: DataType, sample: JSON?, pattern: String? = nil) -> String {
        let type = type == .datetime ? .string : type
        var base = Identifier.mended(CurlReader.snake(wanted)) ?? "value"
        if CurlReader.taken.contains(base) { base += "_id" }
        var name = base
        var number = 2
        while let other = parameters.first(where: { $0.name == name }) {
            // The same value under the same name is one parameter.
            if other.sample == sample, other.type == type { return name }
            name = "\(base)_\(number)"
            number += 1
        }
        parameters.append(.init(name: name, type: type, pattern: pattern, sample: sample))
        return name
    }
}
