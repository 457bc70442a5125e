import Testing

@testable import Engine

@Suite("a connection that is proposed")
struct ConnectionProposalTests {
    private static let proposal = ConnectionProposal(
        name: "erp", url: "https://erp.exemplo.com", authentication: .bearer("x"), isPrivate: false)
    private static let entry = ["erp:", "  http: ${ERP_URL}", "  auth: {bearer: \"${ERP_TOKEN}\"}"]

    private static func indented(_ margin: String) -> String { entry.map { margin + $0 }.joined(separator: "\n") + "\n" }

    @Test("stands behind the others, and all else is as it was")
    func behind() {
        let before = "a: 1\nconnections: # what it uses\n    loja:   # orders\n        sqlite: x\n        # kept\n"
        let after = "\n# graph\ngraph: {}\n"
        let start = before.replacing("        # kept\n", with: "")
        #expect(Self.proposal.added(to: before + after) == start + Self.indented("    ") + "        # kept\n" + after)
    }

    @Test("goes behind one that is written in braces or over several lines")
    func braces() {
        let before = "connections:\n  loja: {sqlite: x,\n    access: read}\n"
        #expect(Self.proposal.added(to: before + "a: 1\n") == before + Self.indented("  ") + "a: 1\n")
    }

    @Test("makes the list where there is none", arguments: ["a: 1\n", "a: 1"])
    func absent(text: String) {
        #expect(Self.proposal.added(to: text) == "a: 1\n\nconnections:\n" + Self.indented("  "))
    }

    @Test("fills a list that is empty")
    func empty() {
        #expect(Self.proposal.added(to: "connections:\na: 1\n") == "connections:\n" + Self.indented("  ") + "a: 1\n")
    }

    @Test(
        "is left to the author where the list is in braces, or no list",
        arguments: ["connections: {a: {sqlite: x}}\n", "connections: x\n", "- a\n", "a: [\n"])
    func left(text: String) {
        #expect(Self.proposal.added(to: text) == nil)
    }

    @Test(
        "is named for its host",
        arguments: [
            ("api.loja.com.br", "loja"), ("www.transportadora.com", "transportadora"), ("loja.com", "loja"),
            ("127.0.0.1", "server"), ("localhost", "server"), ("[::1]", "server"), ("tickets.exemplo.com", "exemplo"),
        ])
    func named(host: String, name: String) {
        #expect(ConnectionProposal.name(ofHost: host) == name)
    }
}
