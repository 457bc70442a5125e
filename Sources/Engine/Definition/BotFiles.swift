/// The texts of one bot's folder, read by the caller.
public struct BotFiles: Sendable {
    /// The file without which there is no bot.
    public static let main = "bot.yaml"

    /// As it is shown to people, without a `/` at the end; empty for the working folder.
    public let folder: String
    private var files: [String: SourceFile]
    /// What `extends` names, the nearest first.
    var bases: [BotFiles] = []
    /// What is read in the place of a file's text, by the path that spans show.
    private var trees: [String: YAMLNode] = [:]

    /// - Parameters:
    ///   - folder: The bot's folder as people know it; diagnostics show it before the file's path.
    ///   - contents: Bytes by the file's path within the folder, with `/` between folders, such as `tools/pedido.yaml`.
    public init(folder: String, contents: [String: [UInt8]]) {
        self.folder = folder
        files = Dictionary(
            uniqueKeysWithValues: contents.map { path, bytes in
                (path, SourceFile(path: BotFiles.shown(path, in: folder), utf8: bytes))
            }
        )
    }

    /// - Parameter path: Within the folder.
    public subscript(path: String) -> SourceFile? { files[path] }

    /// Sorted.
    public var paths: [String] { files.keys.sorted() }

    /// The YAML files directly in a folder of the bot, by path.
    func yamlFiles(in subfolder: String) -> [SourceFile] {
        paths.filter { path in
            let name = path.dropFirst(subfolder.count + 1)
            return path.hasPrefix(subfolder + "/") && !name.contains("/") && (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
        }.compactMap { files[$0] }
    }

    /// What a file says; what is wrong with it is reported.
    func tree(of file: SourceFile, into diagnostics: inout Diagnostics) -> YAMLNode? {
        if let tree = trees[file.path] { return tree }
        let tree = YAMLReader.read(file, into: &diagnostics)
        return file === files[BotFiles.main] ? tree.map { merged($0, into: &diagnostics) } : tree
    }

    /// The same with another text of one file, or with one file more.
    ///
    /// - Parameter path: Within the folder.
    public func replacing(_ path: String, with text: String) -> BotFiles {
        var copy = self
        copy.files[path] = SourceFile(path: BotFiles.shown(path, in: folder), text: text)
        return copy
    }

    /// The same with another content of one file.
    func replacing(_ path: String, with tree: YAMLNode) -> BotFiles {
        var copy = self
        copy.trees[path] = tree
        return copy
    }

    func adding(_ file: SourceFile, at path: String) -> BotFiles {
        var copy = self
        copy.files[path] = file
        return copy
    }

    /// An empty file at a path that is not there, for saying so.
    func absent(_ path: String) -> SourceFile { SourceFile(path: BotFiles.shown(path, in: folder), text: "") }

    private static func shown(_ path: String, in folder: String) -> String {
        folder.isEmpty ? path : "\(folder)/\(path)"
    }
}
