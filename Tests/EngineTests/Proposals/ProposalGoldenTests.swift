import CEL
import Foundation
import Testing

@testable import Engine

/// Each folder of `Golden/proposals` holds a command, a query or an operation, perhaps an answer, and the tool that is proposed.
@Suite("proposals of tools")
struct ProposalGoldenTests {
    private static let cases = GoldenCase.all(in: "proposals").filter { !$0.name.contains(".") }

    private static func text(_ name: String, in test: GoldenCase) -> String? {
        try? String(contentsOf: test.folder.appending(path: name), encoding: .utf8)
    }

    private static func main(beside test: GoldenCase) throws -> String {
        try #require(text("../bot.yaml", in: test))
    }

    private static func compiled(_ main: String, tool: String? = nil) throws -> BotCompiler.Compilation {
        var contents = ["bot.yaml": Array(main.utf8)]
        contents["tools/proposta.yaml"] = tool.map { Array($0.utf8) }
        return BotCompiler.compile(BotFiles(folder: "", contents: contents))
    }

    private static func proposal(of test: GoldenCase) throws -> ToolProposal {
        let bot = try #require(try compiled(try main(beside: test)).bot)
        var proposal: ToolProposal
        if let command = text("command.txt", in: test) {
            let known = test.name == "known-connection" ? "erp" : nil
            proposal = try ToolProposal(
                curl: command, name: "proposta", description: "Faz o que se pede.", connection: known, for: bot)
        } else if let query = text("query.sql", in: test) {
            proposal = try ToolProposal(
                sql: query, name: "proposta", description: "Consulta o banco.", connection: "banco", for: bot)
        } else {
            let name = text("openapi.yaml", in: test) == nil ? "openapi.json" : "openapi.yaml"
            let document = try OpenAPIDocument(try #require(text(name, in: test)), named: name)
            let operation = try #require(text("operation.txt", in: test)).trimmed
            proposal = try ToolProposal(document, operation: operation, name: "proposta", for: bot)
        }
        if let answer = text("answer.json", in: test) {
            let json = try JSON(parsing: answer)
            proposal.take(text("query.sql", in: test) == nil ? .http(status: 200, body: json) : .rows(json.elements))
        }
        return proposal
    }

    @Test("are as their golden files say", arguments: cases)
    func proposed(of test: GoldenCase) throws {
        let proposal = try Self.proposal(of: test)
        var parts = [proposal.yaml]
        if let connection = proposal.newConnection {
            parts.append(connection.yaml)
            parts.append(connection.variables.map { "\($0.name)=\($0.isSecret ? "secret" : $0.value ?? "")\n" }.joined())
        }
        if !proposal.samples.isEmpty { parts.append(proposal.samples.map { "\($0.name)=\($0.text)\n" }.joined()) }
        if !proposal.remarks.isEmpty { parts.append(proposal.remarks.map { "\($0)\n" }.joined()) }
        try test.check(parts.joined(separator: "---\n"))
    }

    @Test("load without a mistake once the connection is there, and hold no secret", arguments: cases)
    func loaded(of test: GoldenCase) throws {
        let proposal = try Self.proposal(of: test)
        var main = try Self.main(beside: test)
        if let connection = proposal.newConnection { main = try #require(connection.added(to: main)) }
        let compiled = try Self.compiled(main, tool: proposal.yaml)
        // No node offers the tool yet, and the bot's own connection may be another's.
        let others = compiled.diagnostics.filter { $0.code != .unusedConnection && $0.code != .unusedTool }
        #expect(DiagnosticText.render(others) == "")
        for secret in ["segredo", "senha-secreta", "chave-secreta", "session", "token=abc"] {
            #expect(!(main + proposal.yaml).contains(secret))
        }
    }

    @Test("of an answer let the answer through", arguments: cases)
    func answered(of test: GoldenCase) throws {
        guard let answer = Self.text("answer.json", in: test) else { return }
        let proposal = try Self.proposal(of: test)
        var main = try Self.main(beside: test)
        if let connection = proposal.newConnection { main = try #require(connection.added(to: main)) }
        let bot = try #require(try Self.compiled(main, tool: proposal.yaml).bot)
        var samples = proposal.samples
        for parameter in proposal.parameters where parameter.sample == nil { samples.append((parameter.name, "1")) }
        let contact = Contact(key: "5511999990001", phone: "5511999990001")
        let trial = try ToolTrial(of: "proposta", in: bot, with: samples, contact: contact, at: .init(milliseconds: 0))
        let json = try JSON(parsing: answer)
        let isQuery = Self.text("query.sql", in: test) != nil
        let outcome = trial.outcome(of: .action(isQuery ? .rows(json.elements) : .http(status: 200, body: json)))
        guard case .found(.object(let found)) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(!found.isEmpty)
    }
}
