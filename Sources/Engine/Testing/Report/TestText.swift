import CEL

/// Results of tests as people read them in a terminal.
///
/// ```
/// failed  svlentes: um pedido que não existe
/// bots/svlentes/tests/pedidos.yaml:9:25: failed: the reply is another one
///   |
/// 9 |       expect: {reply: Não encontrei.}
///   |                       ^~~~~~~~~~~~~~
///   = expected: "Não encontrei."
///   = got: "Não encontrei o pedido."
/// ```
public enum TestText {
    /// A line for the test, and below it all that is wrong.
    ///
    /// - Parameter showsRequests: Whether all that the model was told is shown of a failed test, and not only its answers.
    public static func render(_ result: TestResult, of bot: Bot, showsRequests: Bool = false, in language: Language = .english)
        -> String
    {
        let verdict = (result.passed ? "ok" : "failed" as Wording).text(in: language).padded(to: 8)
        var lines = ["\(verdict)\(bot.id.rawValue): \(result.test.value)"]
        for failure in result.failures { lines += render(failure, in: language) }
        if !result.passed {
            lines.append("  \(("what happened" as Wording).text(in: language)):")
            lines += result.events.flatMap { $0.lines(showsRequests: showsRequests, in: language) }.map { "    " + $0 }
            lines.append("")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func render(_ failure: TestFailure, in language: Language = .english) -> [String] {
        func said(_ wording: Wording) -> String { wording.text(in: language) }
        let (excerpt, margin) = SourceExcerpt(of: failure.span).numbered(failure.span.start.line)
        var lines = ["\(failure.span): \(said("failed")): \(said(failure.message))"] + excerpt
        if let expected = failure.expected { lines.append("\(margin) = \(said("expected")): \(said(expected))") }
        if let found = failure.found { lines.append("\(margin) = \(said("got")): \(said(found))") }
        return lines
    }
}

extension TestEvent {
    fileprivate func lines(showsRequests: Bool, in language: Language) -> [String] {
        let width = language == .english ? 7 : 12
        func said(_ word: Wording) -> String { word.text(in: language).padded(to: width) }
        let unanswered = "(\(("no answer left" as Wording).text(in: language)))"
        return switch self {
        case .waited(let duration): ["\(said("after"))\(Duration.written(duration))"]
        case .operated(.wrote(let text)): ["\(said("person"))\(text.onOneLine)"]
        case .operated(.giveBack): ["\(said("person"))\(("gives the conversation back" as Wording).text(in: language))"]
        case .heard(let message):
            ["\(said("user"))\(message.words.map(\.onOneLine) ?? "")\(message.isText ? "" : " [\(message.typeName)]")"]
        case .sent(let message):
            [
                "\(said("bot"))\(message.text.onOneLine)"
                    + message.options.map { " [\($0.title)]" }.joined()
            ]
        case .asked(let request, let answer):
            (showsRequests ? request.messages.map { "\(said("told"))\($0.summary.onOneLine)" } : [])
                + ["\(said("model"))\(answer.map(\.summary) ?? unanswered)"]
        case .called(let request, let answer):
            ["\(said("tool"))\(request.summary) → \(answer.map(\.summary) ?? unanswered)"]
        case .failed(let message): ["\(said("fails"))\(message)"]
        }
    }
}

extension InboundMessage {
    fileprivate var isText: Bool {
        if case .text = content { true } else { false }
    }
}

extension CallResult {
    fileprivate var summary: String {
        switch self {
        case .model(let reply): ModelMessage.assistant(reply.text, calls: reply.calls).summary.onOneLine
        case .action(.http(let status, let body)): "\(status) \(body.text)"
        case .action(.rows(let rows)): JSON.array(rows).text
        case .failure(let failure): failure.code.rawValue
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 1)) }

    fileprivate var onOneLine: String { replacing("\n", with: " ⏎ ") }
}
