import FoundationEssentials

/// The package's own Swift files.
struct SourceTree {
    private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")

    /// From the package's folder on.
    let folder: String

    /// The Swift files of the folder by their paths in it.
    var files: [String] {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: "\(SourceTree.root)/\(folder)").filter { $0.hasSuffix(".swift") }
                .sorted()
        }
    }

    func text(of file: String) throws -> String {
        try String(contentsOfFile: "\(SourceTree.root)/\(folder)/\(file)", encoding: .utf8)
    }

    /// The modules that a file imports, those of `#if` branches included.
    func imports(of file: String) throws -> Set<String> {
        Set(try text(of: file).split(whereSeparator: \.isNewline).compactMap(SourceTree.module))
    }

    /// The modules that the folder's files import.
    var imports: Set<String> {
        get throws { try files.reduce(into: []) { modules, file in modules.formUnion(try imports(of: file)) } }
    }

    static func module(importedBy line: Substring) -> String? {
        var words = line.split(separator: " ")[...]
        while let word = words.first,
            word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
        {
            words.removeFirst()
        }
        guard words.popFirst() == "import" else { return nil }
        if words.count > 1, ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"].contains(words.first) {
            words.removeFirst()
        }
        return words.first.map { String($0.prefix { $0 != "." }) }
    }
}
