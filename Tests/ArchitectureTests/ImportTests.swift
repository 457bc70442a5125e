import Testing

@Suite("imports point one way")
struct ImportTests {
    @Test("the Engine imports the expression language and libyaml, and nothing that reads a clock, a file or a socket")
    func engine() throws {
        #expect(try SourceTree(folder: "Sources/Engine").imports == ["CEL", "CYAML"])
    }

    @Test("the expression language imports its regular expressions, and nothing that knows of bots")
    func expressions() throws {
        let tree = SourceTree(folder: "Sources/CEL")
        for file in try tree.files {
            // Time zones are read from the system's own data.
            let system: Set<String> = file == "Values/TimeZoneData.swift" ? ["Glibc", "Musl", "Darwin"] : []
            #expect(
                try tree.imports(of: file).isSubset(of: system.union(["CRE2", "FoundationEssentials", "Synchronization"])),
                "\(file)")
        }
    }

    @Test("the Runtime does not know the command line")
    func runtime() throws {
        let imports = try SourceTree(folder: "Sources/Runtime").imports
        #expect(imports.contains("Engine"))
        #expect(imports.isDisjoint(with: ["trama", "ArgumentParser", "CYAML"]))
    }

    @Test(
        "only the Runtime speaks to system libraries beside libyaml",
        arguments: ["Sources/CEL", "Sources/Engine", "Sources/trama"])
    func systemLibraries(folder: String) throws {
        let imports = try SourceTree(folder: folder).imports
        #expect(imports.isDisjoint(with: ["CPostgres", "CCurl", "COpenSSL", "CSQLite", "CLinux"]))
    }

    @Test(
        "an import is found in each of its spellings",
        arguments: [
            ("import CEL", "CEL"), ("public import CEL", "CEL"), ("@testable import Engine", "Engine"),
            ("@_exported public import struct NIOCore.ByteBuffer", "NIOCore"), ("    import Glibc", "Glibc"),
        ])
    func spelling(line: String, module: String) {
        #expect(SourceTree.module(importedBy: line[...]) == module)
    }

    @Test("a line that only speaks of importing is no import", arguments: ["// import CEL", "let import = 1", "important()"])
    func otherLines(line: String) {
        #expect(SourceTree.module(importedBy: line[...]) == nil)
    }
}
