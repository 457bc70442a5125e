import Engine
import Glibc
import Runtime

/// Answers an editor: the Language Server Protocol 3.17 on standard input and output.
///
/// One message at a time. A bot is checked when no message waits, so that the check of a text that has changed since is never begun.
struct LanguageServer {
    enum Failure: Int64, Error {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParameters = -32602
        case notInitialized = -32002
        case requestFailed = -32803
        case requestCancelled = -32800
    }

    /// What is wrong with a request, in words for the person at the editor.
    struct Refusal: Error {
        let code: Failure
        let message: String

        init(_ code: Failure, _ message: String) {
            self.code = code
            self.message = message
        }
    }

    private enum Phase {
        case new, running, shutDown
    }

    private var stream = MessageStream()
    private var phase = Phase.new
    var documents = OpenDocuments()
    var encoding = PositionEncoding.utf16
    /// In which mistakes are told: that of the client.
    var language = Language.english
    var knowsSnippets = false
    private var watchesOnDemand = false
    /// By folder, as they were when they were last looked at.
    var bots: [String: EditedBot] = [:]
    var diagnostics: [String: [Diagnostic]] = [:]
    /// Folders whose bots have changed since.
    private var unchecked: [String] = []
    /// The files by folder for which diagnostics are shown.
    private var shown: [String: Set<String>] = [:]
    let locales = SystemLocales().source
    /// Where the editor can open the page of a code.
    let pages: PagesAddress?

    init(pages: PagesAddress?) {
        self.pages = pages
    }

    /// - Returns: Whether the client ended it in order.
    mutating func run() throws(MessageReader.Broken) -> Bool {
        while true {
            if let folder = unchecked.first, try !stream.hasNext() {
                unchecked.removeFirst()
                check(folder)
                continue
            }
            guard let message = try stream.next() else { return false }
            guard case .json(let json) = message else {
                respond(to: .null, .failure(Refusal(.parseError, "the message is no JSON")))
                continue
            }
            if json["method"]?.string == "exit" { return phase == .shutDown }
            take(json)
        }
    }

    private mutating func take(_ message: JSON) {
        guard case .object = message, let method = message["method"]?.string else {
            // An answer to the server, which asks nothing, or no message at all.
            if message["method"] != nil || message["id"] == nil {
                respond(to: message["id"] ?? .null, .failure(Refusal(.invalidRequest, "the message names no method")))
            }
            return
        }
        let parameters = message["params"] ?? .null
        guard let id = message["id"] else {
            if phase == .running { notice(method, parameters) }
            return
        }
        let result = Result { () throws(Refusal) in
            if stream.wasCancelled(id) { throw Refusal(.requestCancelled, "the request was taken back") }
            return try answer(method, parameters)
        }
        respond(to: id, result)
    }

    private func respond(to id: JSON, _ result: Result<JSON, Refusal>) {
        switch result {
        case .success(let value): stream.send(["jsonrpc": "2.0", "id": id, "result": value])
        case .failure(let refusal):
            let error: JSON = ["code": .int(refusal.code.rawValue), "message": .string(refusal.message)]
            stream.send(["jsonrpc": "2.0", "id": id, "error": error])
        }
    }

    private mutating func answer(_ method: String, _ parameters: JSON) throws(Refusal) -> JSON {
        switch (phase, method) {
        case (.new, "initialize"):
            phase = .running
            return initialize(parameters)
        case (.new, _): throw Refusal(.notInitialized, "the first request is 'initialize'")
        case (.running, "shutdown"):
            phase = .shutDown
            return .null
        case (.running, "initialize"), (.shutDown, _):
            throw Refusal(.invalidRequest, "'\(method)' cannot be asked now")
        case (.running, _): return try request(method, parameters)
        }
    }

    private mutating func initialize(_ parameters: JSON) -> JSON {
        language = Language(locale: parameters["locale"]?.string ?? "")
        let capabilities = parameters["capabilities"]
        let offered = capabilities?["general"]?["positionEncodings"]?.elements.compactMap(\.string) ?? []
        encoding = offered.lazy.compactMap(PositionEncoding.init).first ?? .utf16
        watchesOnDemand = capabilities?["workspace"]?["didChangeWatchedFiles"]?["dynamicRegistration"]?.bool ?? false
        let item = capabilities?["textDocument"]?["completion"]?["completionItem"]
        knowsSnippets = item?["snippetSupport"]?.bool ?? false
        return [
            "capabilities": [
                "positionEncoding": .string(encoding.rawValue),
                "textDocumentSync": ["openClose": true, "change": 2, "save": true],
                "completionProvider": ["triggerCharacters": [".", " ", ":", "{", "?"]],
                "hoverProvider": true, "definitionProvider": true, "referencesProvider": true, "documentSymbolProvider": true,
                "documentFormattingProvider": true, "renameProvider": ["prepareProvider": true],
                "codeActionProvider": ["codeActionKinds": ["quickfix"]],
            ],
            "serverInfo": ["name": "trama"],
        ]
    }

    // MARK: What changes

    private mutating func notice(_ method: String, _ parameters: JSON) {
        let document = parameters["textDocument"]
        let uri = document?["uri"]?.string ?? ""
        let version = document?["version"]?.int
        switch method {
        case "initialized": if watchesOnDemand { watch() }
        case "textDocument/didOpen":
            guard let path = DocumentURI.path(of: uri), let text = document?["text"]?.string else { return }
            documents.open(path, uri: uri, version: version, text: text)
            touch(path)
        case "textDocument/didChange":
            guard let path = DocumentURI.path(of: uri) else { return }
            let changes = parameters["contentChanges"]?.elements ?? []
            // What does not fit leaves the text as it was; the client's next full text mends it.
            if documents.change(path, version: version, changes, encoding) { touch(path) }
        case "textDocument/didSave":
            if let path = DocumentURI.path(of: uri) { touch(path) }
        case "textDocument/didClose":
            guard let path = DocumentURI.path(of: uri) else { return }
            touch(path)
            documents.close(path)
            touch(path)
        case "workspace/didChangeWatchedFiles":
            for change in parameters["changes"]?.elements ?? [] {
                if let path = change["uri"]?.string.flatMap(DocumentURI.path) { touch(path) }
            }
        default: break
        }
    }

    /// Asks to be told when files change that are not open.
    private func watch() {
        let options: JSON = ["watchers": [["globPattern": "**/*.{yaml,yml,md,json}"]]]
        let registration: JSON = [
            "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": options,
        ]
        stream.send([
            "jsonrpc": "2.0", "id": "watch", "method": "client/registerCapability",
            "params": ["registrations": [registration]],
        ])
    }

    private mutating func touch(_ path: String) {
        guard let folder = documents.place(of: path)?.folder ?? bots.keys.first(where: { path.hasPrefix($0 + "/") }) else {
            return
        }
        if !unchecked.contains(folder) { unchecked.append(folder) }
    }

    /// The bot that a file belongs to, as the editor has it now.
    mutating func bot(in folder: String) throws(Refusal) -> EditedBot {
        if !unchecked.contains(folder), let bot = bots[folder] { return bot }
        do throws(BotFolderError) {
            let bot = EditedBot(try documents.files(in: folder), locales: locales, after: bots[folder])
            bots[folder] = bot
            return bot
        } catch {
            throw Refusal(.requestFailed, "\(error.path): \(error.reason)")
        }
    }

    private mutating func check(_ folder: String) {
        var found: [String: [Diagnostic]] = [:]
        if let files = try? documents.files(in: folder) {
            bots[folder] = EditedBot(files, locales: locales, after: bots[folder])
            let all = BotCompiler.compile(files, locales: locales).diagnostics
            found = Dictionary(grouping: all) { $0.span.file.path }
            diagnostics[folder] = all
        } else {
            bots[folder] = nil
            diagnostics[folder] = nil
        }
        let open = documents.documents.keys.filter { documents.place(of: $0)?.folder == folder }
        for path in (shown[folder] ?? []).union(found.keys).union(open).sorted() { publish(found[path] ?? [], of: path) }
        shown[folder] = Set(found.keys)
    }

    private func publish(_ diagnostics: [Diagnostic], of path: String) {
        let document = documents.documents[path]
        var parameters: JSONObject = [
            "uri": .string(document?.uri ?? DocumentURI.uri(of: path)),
            "diagnostics": .array(diagnostics.map { $0.protocolValue(encoding, in: language, pages: pages) }),
        ]
        parameters["version"] = document?.version.map { .int($0) }
        stream.send(["jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": .object(parameters)])
    }
}

extension Diagnostic {
    func protocolValue(_ encoding: PositionEncoding, in language: Language, pages: PagesAddress?) -> JSON {
        let said = [message, help].compactMap { $0?.text(in: language) }.joined(separator: "\n")
        var object: JSONObject = [
            "range": span.range(encoding), "severity": severity == .error ? 1 : 2, "code": .string(code.rawValue),
            "source": "trama", "message": .string(said),
        ]
        if let pages { object["codeDescription"] = ["href": .string(pages.page(of: code))] }
        let related = notes.compactMap { note in
            note.span.map { span -> JSON in
                [
                    "location": ["uri": .string(DocumentURI.uri(of: span.file.path)), "range": span.range(encoding)],
                    "message": .string(note.message.text(in: language)),
                ]
            }
        }
        if !related.isEmpty { object["relatedInformation"] = .array(related) }
        return .object(object)
    }
}
