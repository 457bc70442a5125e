import Testing

@Suite("promises to operators")
struct GuaranteeTests {
    /// A line of the page that names a test.
    struct Proof: CustomTestStringConvertible, Sendable {
        let suite: String
        let test: String

        var testDescription: String { "\(suite): \(test)" }

        init?(line: Substring) {
            guard line.hasPrefix("- "), line.hasSuffix("\""), let quote = line.firstIndex(of: "\"") else { return nil }
            let before = line[..<quote].dropFirst(2)
            guard before.hasSuffix(": ") else { return nil }
            suite = String(before.dropLast(2))
            test = String(line[quote...].dropFirst().dropLast())
        }
    }

    private static let proofs: [Proof] = {
        let page = (try? SourceTree(folder: "docs").text(of: "guarantees.md")) ?? ""
        return page.split(separator: "\n").compactMap(Proof.init(line:))
    }()

    @Test("there are some")
    func some() { #expect(GuaranteeTests.proofs.count > 40) }

    @Test("each is held by a test that is there", arguments: proofs)
    func held(by proof: Proof) throws {
        let tree = SourceTree(folder: "Tests/RuntimeTests")
        let isHeld = try tree.files.contains { file in
            let text = try tree.text(of: file)
            return text.contains("@Suite(\"\(proof.suite)\"") && text.contains("\"\(proof.test)\"")
        }
        #expect(isHeld)
    }
}
