import Engine
import FoundationEssentials
import Runtime

/// The texts in the client's editor, which hold over those on the disk, and the bots that they belong to.
struct OpenDocuments {
    struct Document {
        /// As the client writes it.
        let uri: String
        var version: Int64?
        var text: SourceFile
    }

    /// A file in a bot's folder.
    struct Place {
        let folder: String
        /// Within the folder.
        let path: String
    }

    /// By path.
    private(set) var documents: [String: Document] = [:]

    mutating func open(_ path: String, uri: String, version: Int64?, text: String) {
        documents[path] = Document(uri: uri, version: version, text: SourceFile(path: path, text: text))
    }

    mutating func close(_ path: String) { documents[path] = nil }

    /// Takes the changes of a document in their order.
    ///
    /// - Returns: Whether each of them fits the text.
    mutating func change(_ path: String, version: Int64?, _ changes: [JSON], _ encoding: PositionEncoding) -> Bool {
        guard var document = documents[path] else { return false }
        for change in changes {
            guard let text = change["text"]?.string else { return false }
            guard let range = change["range"] else {
                document.text = SourceFile(path: path, text: text)
                continue
            }
            guard let start = document.text.offset(of: range["start"], encoding),
                let end = document.text.offset(of: range["end"], encoding), start <= end
            else { return false }
            let whole = document.text.text(in: 0..<start) + text + document.text.text(in: end..<document.text.end.offset)
            document.text = SourceFile(path: path, text: String(whole))
        }
        document.version = version
        documents[path] = document
        return true
    }

    /// `nil` for a file that belongs to no bot.
    func place(of path: String) -> Place? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for count in 1...2 where count < parts.count {
            let folder = parts.dropLast(count).joined(separator: "/")
            let main = "\(folder)/\(BotFiles.main)"
            if documents[main] != nil || FileManager.default.fileExists(atPath: main) {
                return Place(folder: folder, path: parts.suffix(count).joined(separator: "/"))
            }
        }
        return nil
    }

    /// The bot in a folder, as the editor has it.
    func files(in folder: String) throws(BotFolderError) -> BotFiles {
        var files: BotFiles
        do {
            files = try BotFolder(path: folder).read()
        } catch {
            // A bot that was never saved.
            guard documents["\(folder)/\(BotFiles.main)"] != nil else { throw error }
            files = BotFiles(folder: folder, contents: [:])
        }
        for (path, document) in documents {
            guard let place = place(of: path), place.folder == folder else { continue }
            files = files.replacing(place.path, with: document.text.text)
        }
        return files
    }
}
