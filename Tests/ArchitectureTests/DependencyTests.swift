import Testing

@Suite("dependencies are written down")
struct DependencyTests {
    private let page: String
    private let manifest: String

    init() throws {
        page = try SourceTree(folder: "docs").text(of: "dependencies.md")
        manifest = try SourceTree(folder: ".").text(of: "Package.swift")
    }

    /// What stands between `start` and the next quotation mark, at each of its places in the manifest.
    private func values(after start: String) -> [String] {
        manifest.split(separator: start, omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    @Test("each Swift package has its place in docs/dependencies.md")
    func packages() {
        let addresses = values(after: ".package(url: \"")
        #expect(!addresses.isEmpty)
        for address in addresses { #expect(page.contains("](\(address))"), "\(address)") }
    }

    @Test("each Debian package has its place in docs/dependencies.md, and is one that scripts/packages installs")
    func systemPackages() throws {
        let script = try SourceTree(folder: "scripts").text(of: "packages")
        let names = values(after: ".apt([\"") + ["libre2-dev"]
        #expect(names.count > 4)
        for name in names {
            #expect(page.contains("| `\(name)` |"), "\(name)")
            #expect(script.contains(name), "\(name)")
        }
    }
}
