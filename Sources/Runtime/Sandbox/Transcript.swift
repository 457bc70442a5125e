import Engine

/// The sandbox's events as lines for a person at a terminal: what came in, what was looked up, what went out.
public struct Transcript: Sendable {
    private static let labelWidth = 10

    public init() {}

    /// Zero or more lines, each without a line break.
    public func lines(of event: SandboxEvent) -> [String] {
        switch event.kind {
        case .customerWrote(let message): labelled(message.firstName, message.text)
        case .accepted(let message) where message.kind == "reaction": labelled("", "(reacted \(message.text))")
        case .accepted(let message): labelled("bot", shown(message))
        case .shown(_, let typing): labelled("", typing ? "(read, typing …)" : "(read)")
        case .modelCalled(let tool, let arguments): labelled("tool", call(tool, arguments))
        case .modelSaid, .statusTold: []
        case .ticketOpened(let ticket): labelled("ticket", "\(ticket.number) opened")
        case .ticketRepeated(let ticket): labelled("ticket", "\(ticket.number) asked for again, nothing opened")
        case .ticketRefused(let reason): labelled("ticket", "refused: \(reason)")
        case .refused(let fault, _): labelled("WhatsApp", "refused: \(fault.message). \(fault.details ?? "")")
        case .modelRefused(let fault): labelled("model", "refused: \(fault.message)")
        case .webhookRefused(let reason): labelled("webhook", reason)
        }
    }

    private func call(_ tool: String, _ arguments: JSON) -> String {
        guard case .object(let object) = arguments else { return tool }
        return "\(tool)(\(object.members.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")))"
    }

    private func shown(_ message: SandboxMessage) -> String {
        let details = message.details
        let lines = details.above + [message.text].filter { !$0.isEmpty } + details.below
        guard !message.options.isEmpty else { return lines.isEmpty ? "(\(message.kind))" : lines.joined(separator: "\n") }
        return (lines + [message.options.map { "[\($0.title)]" }.joined(separator: " ")]).joined(separator: "\n")
    }

    private func labelled(_ label: String, _ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { place, line in
            let shown = place == 0 ? label : ""
            guard !line.isEmpty else { return shown }
            return shown + String(repeating: " ", count: max(1, Self.labelWidth - shown.count)) + line
        }
    }
}

extension CustomerMessage {
    fileprivate var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }
}
