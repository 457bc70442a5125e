import CEL
import Testing

@testable import Engine

/// Expressions as authors write them in YAML, beside what comes of them.
struct Sheet {
    /// `types:` and `state:` with the data in their defaults, and tools.
    let head: String

    /// One line or block of YAML, and its result.
    ///
    /// | written | result |
    /// | --- | --- |
    /// | `say: …` | the text that the person is sent |
    /// | `if: …` | `true` or `false` |
    /// | `json: …` | the body that a server is sent |
    struct Row: Sendable, CustomTestStringConvertible {
        let written: String
        let result: String
        /// What the customer wrote.
        let heard: String
        var testDescription: String { written }

        init(_ written: String, _ result: String, heard: String = "Oi") {
            self.written = written
            self.result = result
            self.heard = heard
        }
    }

    /// Ten o'clock of a Monday in São Paulo.
    private static let now = Timestamp(rfc3339: "2026-11-23T10:00:00-03:00") ?? Timestamp(milliseconds: 0)

    func check(_ row: Row) throws {
        let found = try result(of: row)
        #expect(found == row.result)
    }

    func result(of row: Row) throws -> String {
        let compilation = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(bot(around: row).utf8)]))
        let bot = try #require(compilation.bot, "\(DiagnosticText.render(compilation.diagnostics))")
        let contact = Contact(key: "5511999990001", phone: "5511999990001", name: "ANA DE SOUZA")
        let conversation = Conversation(id: ConversationID(rawValue: 1), startedAt: Sheet.now, contact: contact)
        let message = InboundMessage(id: "m1", at: Sheet.now, content: .text(row.heard))
        let transition = bot.advance(conversation, on: Event(at: Sheet.now, kind: .message(message)))
        if let failure = transition.failure { return "error: \(failure.message)" }
        return transition.effects.compactMap(\.outcome).joined(separator: "\n")
    }

    /// The first thing that is wrong with it, and what to do.
    func complaint(about row: Row) -> (message: String, help: String?)? {
        let found = BotCompiler.compile(BotFiles(folder: "", contents: ["bot.yaml": Array(bot(around: row).utf8)])).diagnostics
        return found.first.map { ($0.message.text(in: .english), $0.help?.text(in: .english)) }
    }

    private func bot(around row: Row) -> String {
        let nodes: [String]
        var tool: [String] = []
        if row.written.hasPrefix("if:") {
            nodes = [
                "meio:", "  set: {ultimo: \"'x'\"}", "  next:", "    - \(row.written)", "      then: sim", "    - else: nao",
                "sim: {say: \"true\", next: fim}", "nao: {say: \"false\", next: fim}",
            ]
        } else if row.written.hasPrefix("json:") {
            nodes = ["meio: {tool: enviar}"]
            tool = [
                "tools:", "  enviar:", "    description: Envia.", "    http:", "      connection: servidor", "      post: /x",
                "      \(row.written)",
            ]
        } else {
            nodes = ["meio:"] + row.written.split(separator: "\n").map { "  " + $0 }
        }
        let lines = tool + ["graph:", "  start: meio", "  nodes:"] + (nodes + ["fim: {end: fim}"]).map { "    " + $0 }
        return """
            version: 1
            bot: {id: folha, name: Folha, language: pt-BR, timezone: America/Sao_Paulo, currency: BRL}
            connections:
              servidor: {http: "${SERVIDOR}"}
            \(head)
              ultimo: {type: string, default: ""}
            \(lines.joined(separator: "\n"))

            """
    }
}

extension Effect {
    fileprivate var outcome: String? {
        switch self {
        case .send(.text(let text, _)): text
        case .call(let call):
            if case .action(let request) = call.work, case .http(let http) = request.action { http.body?.text } else { nil }
        default: nil
        }
    }
}
