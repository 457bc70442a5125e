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
    public static func render(_ result: TestResult, of bot: Bot, showsRequests: Bool = false) -> String {
        var lines = ["\(result.passed ? "ok    " : "failed")  \(bot.id.rawValue): \(result.test.value)"]
        for failure in result.failures { lines += render(failure) }
        if !result.passed {
            lines.append("  what happened:")
            lines += result.events.flatMap { $0.lines(showsRequests: showsRequests) }.map { "    " + $0 }
            lines.append("")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func render(_ failure: TestFailure) -> [String] {
        let (excerpt, margin) = SourceExcerpt(of: failure.span).numbered(failure.span.start.line)
        var lines = ["\(failure.span): failed: \(failure.message)"] + excerpt
        if let expected = failure.expected { lines.append("\(margin) = expected: \(expected)") }
        if let found = failure.found { lines.append("\(margin) = got: \(found)") }
        return lines
    }
}

extension TestEvent {
    fileprivate func lines(showsRequests: Bool) -> [String] {
        switch self {
        case .waited(let duration): ["after  \(Duration.written(duration))"]
        case .operated(.wrote(let text)): ["person \(text.onOneLine)"]
        case .operated(.giveBack): ["person gives the conversation back"]
        case .heard(let message):
            ["user   \(message.words.map(\.onOneLine) ?? "")\(message.isText ? "" : " [\(message.typeName)]")"]
        case .sent(let message):
            [
                "bot    \(message.text.onOneLine)"
                    + message.options.map { " [\($0.title)]" }.joined()
            ]
        case .asked(let request, let answer):
            (showsRequests ? request.messages.map { "told   \($0.summary.onOneLine)" } : [])
                + ["model  \(answer.map(\.summary) ?? "(no answer left)")"]
        case .called(let request, let answer):
            ["tool   \(request.summary) → \(answer.map(\.summary) ?? "(no answer left)")"]
        case .failed(let message): ["fails  \(message)"]
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
    fileprivate var onOneLine: String { replacing("\n", with: " ⏎ ") }
}
