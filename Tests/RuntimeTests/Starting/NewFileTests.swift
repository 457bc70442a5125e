import FoundationEssentials
import Testing

@testable import Runtime

@Suite("files that are made")
struct NewFileTests {
    @Test("one that holds a customer's words is its owner's alone, and never written over")
    func mine() throws {
        let folder = try TestFolder()
        let path = folder.path + "/ana.json"
        try NewFile.write("{}", to: path, isPrivate: true)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let failure = #expect(throws: NewFile.Failure.self) { try NewFile.write("[]", to: path, isPrivate: true) }
        #expect(failure?.reason == "it is there already, and stays as it is")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "{}")
    }
}
