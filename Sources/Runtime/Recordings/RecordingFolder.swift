public import Engine
import FoundationEssentials

/// `tests/recorded/` of a bot: what its model answered, a file for each question, named by a digest of what was asked.
///
/// ```
/// {"asked": "user: Cadê meu pedido?", "reply": {"text": "Em Campinas.", "usage": {"prompt": 412, "completion": 9}}}
/// ```
/// A class for its identity: what is kept in one place is found in the other. Files are read when they are asked for.
public final class RecordingFolder: ModelRecordings {
    public let path: String
    /// By the files' names; what was used, to tell what nobody asks for any more.
    private let used = Locked<Set<String>>([])

    public init(of files: BotFiles) {
        path = (files.folder.isEmpty ? "." : files.folder) + "/tests/recorded"
    }

    public func answer(to request: ModelRequest) -> ModelReply? {
        let name = RecordingFolder.name(of: request)
        guard let text = try? String(contentsOfFile: path + "/" + name, encoding: .utf8),
            let reply = (try? JSON(parsing: text))?["reply"].flatMap(ModelReply.init(decoding:))
        else { return nil }
        used.withLock { _ = $0.insert(name) }
        return reply
    }

    /// - Throws: When the file cannot be written.
    public func keep(_ reply: ModelReply, to request: ModelRequest) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let recording: JSON = ["asked": .string(request.lastWords), "reply": reply.encoded()]
        let file = path + "/" + RecordingFolder.name(of: request)
        try (recording.text + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Removes the answers to questions that were not asked since this was made.
    ///
    /// - Returns: How many there were.
    /// - Throws: When one cannot be removed.
    public func removeUnused() throws -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let unused = used.withLock { used in names.filter { $0.hasSuffix(RecordingFolder.ending) && !used.contains($0) } }
        for name in unused { try FileManager.default.removeItem(atPath: path + "/" + name) }
        return unused.count
    }

    private static let ending = ".json"

    private static func name(of request: ModelRequest) -> String {
        let digest = Digest.short(of: Array(request.encoded().text.utf8))
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + ending
    }
}

extension ModelRequest {
    /// For whoever looks through the files.
    fileprivate var lastWords: String {
        switch messages.last {
        case nil: ""
        case .system(let text)?: "system: \(text)"
        case .user(let text)?: "user: \(text)"
        case .assistant(let text, _)?: "assistant: \(text ?? "")"
        case .tool(_, let content)?: "tool: \(content)"
        }
    }
}
