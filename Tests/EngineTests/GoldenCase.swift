import Foundation
import Testing

@testable import Engine

/// Folders of files beside what is expected of them; `UPDATE_GOLDEN=1` writes what is expected anew and fails the run.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    let folder: URL
    var name: String { folder.lastPathComponent }
    var testDescription: String { name }

    /// - Parameter group: A folder of `Golden`, such as `diagnostics`.
    static func all(in group: String) -> [GoldenCase] {
        let folder = tests.appending(path: "Golden").appending(path: group)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { GoldenCase(folder: folder.appending(path: $0)) }
    }

    /// Of the bot in the folder: every file but what is expected. '…×1000' in one stands for a thousand letters.
    func files() throws -> BotFiles {
        var contents: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where !path.hasPrefix("expected.") {
            let url = folder.appending(path: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            contents[path] = try filled(Data(contentsOf: url))
        }
        return BotFiles(folder: "", contents: contents)
    }

    private func filled(_ data: Data) -> [UInt8] {
        guard let text = String(data: data, encoding: .utf8), text.contains("…×") else { return Array(data) }
        return Array(text.replacing(/…×([0-9]{1,7})/) { String(repeating: "x", count: Int($0.1) ?? 0) }.utf8)
    }

    /// What the other sides say of tools, from `answers.json` where there is one: columns with their types, why a statement is refused,
    /// what a server's tool takes and needs, or the names of the server's tools.
    func answers() throws -> [ToolName: QueryAnswer] {
        guard let data = try? Data(contentsOf: folder.appending(path: "answers.json")) else { return [:] }
        guard case .object(let tools) = try JSON(parsing: data) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: tools.members.map { member in
                let name = ToolName(rawValue: member.key)
                if case .array(let names) = member.value { return (name, .offers(names.compactMap(\.string))) }
                if let parameters = member.value["takes"] {
                    let required = (member.value["needs"] ?? .null).elements.compactMap(\.string)
                    return (name, .takes(parameters: parameters.elements.compactMap(\.string), required: required))
                }
                guard case .object(let columns) = member.value else { return (name, .refused(member.value.string ?? "")) }
                return (
                    name,
                    .columns(
                        columns.members.map {
                            SQLColumn(name: $0.key, kind: SQLColumn.Kind(rawValue: $0.value.string ?? "") ?? .any)
                        })
                )
            })
    }

    /// Compares with a file of the folder.
    func check(_ found: String, with file: String = "expected.txt") throws {
        try GoldenCase.compare(found, with: folder.appending(path: file), as: "\(name)/\(file)")
    }

    /// - Parameter path: Of one file in the repository.
    static func check(_ found: String, against path: String) throws {
        try compare(found, with: repository.appending(path: path), as: path)
    }

    static var repository: URL { tests.deletingLastPathComponent().deletingLastPathComponent() }

    private static var tests: URL { URL(filePath: #filePath).deletingLastPathComponent() }

    private static func compare(_ found: String, with file: URL, as name: String) throws {
        let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard expected != found else { return }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(found.utf8).write(to: file)
            Issue.record("\(name) was written anew")
        } else {
            Issue.record("\(name): found\n\(found)\nexpected\n\(expected)")
        }
    }
}
