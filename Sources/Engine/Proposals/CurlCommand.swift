import CEL

/// A request as `curl` was told to make it, in the forms that browsers, Postman and manuals write.
struct CurlCommand {
    enum Body: Equatable {
        case json(JSON)
        /// Names with their values, of a form.
        case form([(name: String, value: String)])
        case text(String)

        static func == (left: Body, right: Body) -> Bool {
            switch (left, right) {
            case (.json(let left), .json(let right)): left == right
            case (.form(let left), .form(let right)):
                left.map(\.name) == right.map(\.name) && left.map(\.value) == right.map(\.value)
            case (.text(let left), .text(let right)): left == right
            default: false
            }
        }
    }

    /// Why a command cannot be read, as a sentence without a full stop.
    struct Fault: Error, Equatable {
        let message: String
    }

    private(set) var method = "GET"
    private(set) var url = ""
    /// In the order of the command, save what the body's kind says by itself.
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: Body?
    /// `user:password`.
    private(set) var credentials: String?

    init(_ command: String) throws(Fault) {
        let words: [String]
        do throws(ShellWords.Fault) {
            words = try ShellWords.split(command)
        } catch {
            throw Fault(message: "a quote of the command is not closed")
        }
        var rest = (words.first == "curl" ? words.dropFirst() : words[...])
        var data: [String] = []
        var form: [(name: String, value: String)] = []
        var asked: String?
        var (isJSON, isQuery, isHead) = (false, false, false)
        while let word = rest.popFirst() {
            guard let (option, attached) = CurlCommand.option(word) else {
                if url.isEmpty { url = word }
                continue
            }
            guard let meaning = CurlCommand.meanings[option] else { continue }
            func value() throws(Fault) -> String {
                if let attached { return attached }
                guard let next = rest.popFirst() else { throw Fault(message: "after '\(option)' a value is missing") }
                return next
            }
            switch meaning {
            case .method: asked = try value().uppercased()
            case .header: try takeHeader(try value())
            case .data: data.append(try value())
            case .encodedData: data.append(CurlCommand.encoded(try value()))
            case .json:
                data.append(try value())
                isJSON = true
            case .form:
                let pair = try value().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                form.append((pair[0], pair.count > 1 ? pair[1] : ""))
            case .user: credentials = try value()
            case .url: url = try value()
            case .query: isQuery = true
            case .head: isHead = true
            case .agent: _ = try value()
            }
        }
        guard !url.isEmpty else { throw Fault(message: "the command names no address") }
        if isQuery, !data.isEmpty {
            url += (url.contains("?") ? "&" : "?") + data.joined(separator: "&")
            data = []
        }
        try read(data, form, isJSON: isJSON)
        method = asked ?? (isHead ? "HEAD" : body == nil ? "GET" : "POST")
    }

    private mutating func read(_ data: [String], _ form: [(name: String, value: String)], isJSON: Bool) throws(Fault) {
        if !form.isEmpty { return body = .form(form) }
        guard !data.isEmpty else { return }
        let text = data.joined(separator: isJSON ? "" : "&")
        if text.hasPrefix("@") {
            throw Fault(message: "the body is read from the file '\(text.dropFirst())'; write it into the command")
        }
        if let json = try? JSON(parsing: text), isJSON || !json.isScalar || contentType.contains("json") {
            body = .json(json)
        } else if contentType.contains("json") || isJSON {
            throw Fault(message: "the body is no JSON")
        } else if contentType.isEmpty || contentType.contains("x-www-form-urlencoded") {
            body = .form(URLParts.pairs(text))
        } else {
            body = .text(text)
        }
    }

    private var contentType: String {
        headers.first { $0.name.lowercased() == "content-type" }?.value.lowercased() ?? ""
    }

    private mutating func takeHeader(_ text: String) throws(Fault) {
        guard let colon = text.firstIndex(of: ":") else { return }
        headers.append((text[..<colon].trimmed, text[text.index(after: colon)...].trimmed))
    }

    private enum Meaning {
        case method, header, data, encodedData, json, form, user, url, query, head
        /// It has a value, which says nothing of the request that matters here.
        case agent
    }

    private static let meanings: [String: Meaning] = [
        "-X": .method, "--request": .method, "-H": .header, "--header": .header, "-d": .data, "--data": .data,
        "--data-raw": .data, "--data-ascii": .data, "--data-binary": .data, "--data-urlencode": .encodedData, "--json": .json,
        "-F": .form, "--form": .form, "--form-string": .form, "-u": .user, "--user": .user, "--url": .url, "-G": .query,
        "--get": .query, "-I": .head, "--head": .head, "-A": .agent, "--user-agent": .agent, "-b": .agent, "--cookie": .agent,
        "-o": .agent, "--output": .agent, "-m": .agent, "--max-time": .agent, "--connect-timeout": .agent, "-e": .agent,
        "--referer": .agent, "-x": .agent, "--proxy": .agent, "-w": .agent, "--write-out": .agent, "--retry": .agent,
        "-c": .agent, "--cookie-jar": .agent, "--cacert": .agent, "-E": .agent, "--cert": .agent, "--key": .agent,
    ]

    /// An option, and what is written to it without a space: `-XPOST`, `--request=POST`.
    private static func option(_ word: String) -> (String, String?)? {
        guard word.hasPrefix("-"), word.count > 1 else { return nil }
        if word.hasPrefix("--") {
            guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
            return (String(word[..<equals]), String(word[word.index(after: equals)...]))
        }
        let letter = String(word.prefix(2))
        guard word.count > 2, meanings[letter] != nil else { return (word.count > 2 ? word : letter, nil) }
        return (letter, String(word.dropFirst(2)))
    }

    /// `name=text` of `--data-urlencode`.
    private static func encoded(_ text: String) -> String {
        guard let equals = text.firstIndex(of: "=") else { return text.percentEncoded }
        return text[...equals] + String(text[text.index(after: equals)...]).percentEncoded
    }
}

extension JSON {
    var isScalar: Bool {
        switch self {
        case .array, .object: false
        case .null, .bool, .int, .double, .string: true
        }
    }
}
