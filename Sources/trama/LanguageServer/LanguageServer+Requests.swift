import Engine
import Runtime

/// What a client asks.
extension LanguageServer {
    private static let items = 500

    mutating func request(_ method: String, _ parameters: JSON) throws(Refusal) -> JSON {
        switch method {
        case "textDocument/completion": return try completion(parameters)
        case "textDocument/hover": return try hover(parameters)
        case "textDocument/definition":
            let (bot, place, offset) = try position(parameters)
            return .array(bot.definitions(of: place.path, at: offset).map(location))
        case "textDocument/references":
            let (bot, place, offset) = try position(parameters)
            let definitions = parameters["context"]?["includeDeclaration"]?.bool ?? false
            return .array(bot.references(of: place.path, at: offset, definitions: definitions).map(location))
        case "textDocument/prepareRename":
            let (bot, place, offset) = try position(parameters)
            guard let span = bot.renamable(in: place.path, at: offset) else { return .null }
            return ["range": span.range(encoding), "placeholder": .string(String(span.text))]
        case "textDocument/rename": return try rename(parameters)
        case "textDocument/documentSymbol":
            let (bot, place, _) = try document(parameters)
            return .array(bot.outline(of: place.path).map(symbol))
        case "textDocument/codeAction": return try actions(parameters)
        case "textDocument/formatting": return try formatting(parameters)
        default: throw Refusal(.methodNotFound, "'\(method)' is not known")
        }
    }

    private mutating func document(_ parameters: JSON) throws(Refusal) -> (EditedBot, OpenDocuments.Place, SourceFile) {
        guard let path = parameters["textDocument"]?["uri"]?.string.flatMap(DocumentURI.path) else {
            throw Refusal(.invalidParameters, "'textDocument' names no file")
        }
        guard let place = documents.place(of: path) else {
            throw Refusal(.requestFailed, "the file belongs to no bot: there is no \(BotFiles.main) beside it or above it")
        }
        let bot = try bot(in: place.folder)
        guard let file = bot.files[place.path] else {
            throw Refusal(.requestFailed, "the file is none that a bot is made of")
        }
        return (bot, place, file)
    }

    private mutating func position(_ parameters: JSON) throws(Refusal) -> (EditedBot, OpenDocuments.Place, Int) {
        let (bot, place, file) = try document(parameters)
        guard let offset = file.offset(of: parameters["position"], encoding) else {
            throw Refusal(.invalidParameters, "'position' is no place of a file")
        }
        return (bot, place, offset)
    }

    /// What stands there, and what the mistakes there mean: of their pages what fits a small window.
    private mutating func hover(_ parameters: JSON) throws(Refusal) -> JSON {
        let (bot, place, offset) = try position(parameters)
        let found = bot.hover(in: place.path, at: offset)
        let mistakes = (diagnostics[place.folder] ?? []).filter {
            $0.span.file.path == bot.files[place.path]?.path && ($0.span.start.offset...$0.span.end.offset).contains(offset)
        }
        let texts = [found?.text].compactMap(\.self) + mistakes.compactMap { DiagnosticPage.of($0.code)?.head(in: language) }
        guard let span = found?.span ?? mistakes.first?.span else { return .null }
        return [
            "contents": ["kind": "markdown", "value": .string(texts.joined(separator: "\n\n---\n\n"))],
            "range": span.range(encoding),
        ]
    }

    private func location(_ span: SourceSpan) -> JSON {
        ["uri": .string(uri(of: span)), "range": span.range(encoding)]
    }

    private func uri(of span: SourceSpan) -> String {
        documents.documents[span.file.path]?.uri ?? DocumentURI.uri(of: span.file.path)
    }

    private mutating func completion(_ parameters: JSON) throws(Refusal) -> JSON {
        let (bot, place, offset) = try position(parameters)
        guard let found = bot.completions(in: place.path, at: offset) else { return .null }
        let range = found.replaced.range(encoding)
        let items = found.items.prefix(LanguageServer.items).enumerated().map { number, item -> JSON in
            let text = knowsSnippets ? item.snippet : item.text
            var object: JSONObject = [
                "label": .string(item.label), "kind": .int(item.kind.protocolValue),
                "sortText": .string(String(10_000 + number)), "insertTextFormat": knowsSnippets ? 2 : 1,
                "insertTextMode": 2, "textEdit": ["range": range, "newText": .string(text)],
            ]
            if !item.detail.isEmpty { object["detail"] = .string(item.detail) }
            if !item.about.isEmpty { object["documentation"] = ["kind": "markdown", "value": .string(item.about)] }
            return .object(object)
        }
        return ["isIncomplete": .bool(found.items.count > LanguageServer.items), "items": .array(items)]
    }

    private mutating func rename(_ parameters: JSON) throws(Refusal) -> JSON {
        let (bot, place, offset) = try position(parameters)
        guard let name = parameters["newName"]?.string else { throw Refusal(.invalidParameters, "'newName' is missing") }
        do throws(EditedBot.RenameRefusal) {
            return workspaceEdit(try bot.rename(in: place.path, at: offset, to: name))
        } catch {
            switch error {
            case .noName: throw Refusal(.requestFailed, "no name of yours stands here")
            case .invalidName(let name):
                throw Refusal(
                    .requestFailed, "'\(name)' is no name: a name is of a to z, digits and '_', and begins with a letter")
            case .taken(let name): throw Refusal(.requestFailed, "the name '\(name)' is taken")
            case .unreadable(let path): throw Refusal(.requestFailed, "mend \(path) first: it cannot be read")
            }
        }
    }

    private func workspaceEdit(_ edits: [TextEdit]) -> JSON {
        var changes = JSONObject()
        for (_, edits) in Dictionary(grouping: edits, by: \.span.file.path).sorted(by: { $0.key < $1.key }) {
            guard let first = edits.first else { continue }
            changes[uri(of: first.span)] = .array(
                edits.map { ["range": $0.span.range(encoding), "newText": .string($0.text)] })
        }
        return ["changes": .object(changes)]
    }

    private func symbol(_ item: OutlineItem) -> JSON {
        var object: JSONObject = [
            "name": .string(item.name.isEmpty ? "-" : item.name), "kind": .int(item.kind.protocolValue),
            "range": item.span.range(encoding), "selectionRange": item.nameSpan.range(encoding),
        ]
        if !item.detail.isEmpty { object["detail"] = .string(item.detail) }
        if !item.children.isEmpty { object["children"] = .array(item.children.map(symbol)) }
        return .object(object)
    }

    private mutating func actions(_ parameters: JSON) throws(Refusal) -> JSON {
        let (bot, place, file) = try document(parameters)
        let range = parameters["range"]
        guard let start = file.offset(of: range?["start"], encoding), let end = file.offset(of: range?["end"], encoding) else {
            throw Refusal(.invalidParameters, "'range' is no stretch of a file")
        }
        let found = BotCompiler.compile(bot.files, locales: locales).diagnostics
        let actions = found.compactMap { diagnostic -> JSON? in
            let span = diagnostic.span
            guard span.file.path == file.path, span.start.offset <= end, start <= span.end.offset,
                let fix = diagnostic.quickFix
            else { return nil }
            return [
                "title": .string("'\(fix.suggestion)'"), "kind": "quickfix", "isPreferred": true,
                "diagnostics": [diagnostic.protocolValue(encoding, in: language, pages: pages)],
                "edit": workspaceEdit([fix.edit]),
            ]
        }
        _ = place
        return .array(actions)
    }

    private mutating func formatting(_ parameters: JSON) throws(Refusal) -> JSON {
        let (_, place, file) = try document(parameters)
        switch YAMLFormatter.format(file, as: place.path) {
        case .formatted(let text):
            if text == file.text { return [] }
            let whole = SourceSpan(file: file, offsets: 0..<file.end.offset)
            return [["range": whole.range(encoding), "newText": .string(text)]]
        case .unreadable: throw Refusal(.requestFailed, "mend the file first: it cannot be read")
        case .unsafe: throw Refusal(.requestFailed, "laid out the file would mean something else")
        }
    }
}

extension Completion.Kind {
    /// - SeeAlso: `CompletionItemKind`.
    fileprivate var protocolValue: Int64 {
        switch self {
        case .key: 10
        case .word: 12
        case .node: 18
        case .tool: 3
        case .state, .name: 6
        case .field: 5
        case .function: 3
        }
    }
}

extension OutlineItem.Kind {
    /// - SeeAlso: `SymbolKind`.
    fileprivate var protocolValue: Int64 {
        switch self {
        case .section: 3
        case .node: 5
        case .tool: 12
        case .state: 13
        case .value: 7
        case .test: 24
        }
    }
}
