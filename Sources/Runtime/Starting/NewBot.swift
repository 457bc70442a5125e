public import Engine
import FoundationEssentials
import Glibc

/// A bot's folder that is made from a template. What is there already is never touched.
public struct NewBot: Sendable {
    /// Why it was not made, as a sentence without a full stop.
    public struct Failure: Error, Sendable, Equatable {
        public let reason: String
    }

    public let path: String
    let id: String
    let name: String

    /// - Parameters:
    ///   - path: The folder to make; its last part is the bot's id.
    ///   - name: For people; `nil` takes it from the id.
    public init(path: String, name: String? = nil) throws(Failure) {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let id = path.split(separator: "/").last.map(String.init) ?? ""
        guard let first = id.first, first.isASCII, first.isLowercase, id.utf8.count <= 64,
            id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") })
        else {
            throw Failure(reason: "'\(id)' is no name of a bot; it has lower-case letters, digits and '_', as in 'padaria'")
        }
        let name = name ?? id.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
        guard !name.isEmpty, !name.contains(where: { "\"\\{}%".contains($0) || $0.isNewline }) else {
            throw Failure(reason: "a bot's name holds no quotes, backslashes, braces and '%'")
        }
        self.path = path
        self.id = id
        self.name = name
    }

    /// Writes the template's files, and the folders `tools` and `tests`.
    ///
    /// - Returns: The paths of the files, in the bot's folder.
    public func create(from template: BotTemplate, in language: Language) throws(Failure) -> [String] {
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        do {
            if !parent.isEmpty { try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true) }
        } catch {
            throw Failure(reason: "the folder '\(parent)' cannot be made")
        }
        try make(path)
        for folder in ["tools", "tests"] { try make("\(path)/\(folder)") }
        let files = template.files(in: language, id: id, name: name)
        for file in files {
            let schema = file.path.hasSuffix(".yaml") ? schemaLine(of: file.path) : ""
            do throws(NewFile.Failure) {
                try NewFile.write(schema + file.text, to: "\(path)/\(file.path)")
            } catch {
                throw Failure(reason: "\(path)/\(file.path): \(error.reason)")
            }
        }
        return files.map(\.path)
    }

    private func make(_ folder: String) throws(Failure) {
        guard mkdir(folder, 0o755) == 0 else {
            let reason = errno == EEXIST ? "there is something already, and it stays as it is" : "the folder cannot be made"
            throw Failure(reason: "\(folder): \(reason)")
        }
    }

    /// The line by which an editor finds the JSON Schema, where there is a folder of them beside the folder of bots.
    private func schemaLine(of file: String) -> String {
        let up = file.contains("/") ? "../" : ""
        let kind = file.hasPrefix("tools/") ? "tool" : file.hasPrefix("tests/") ? "test" : "bot"
        for base in ["../../schemas", "../schemas"] where access("\(path)/\(base)/\(kind).schema.json", R_OK) == 0 {
            return "# yaml-language-server: $schema=\(up)\(base)/\(kind).schema.json\n"
        }
        return ""
    }
}
