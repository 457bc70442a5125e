import CEL
import Testing

@testable import Engine

/// A conversation as lines: what happens begins with `>`, what the bot decides is indented below it.
///
/// | line | event |
/// | --- | --- |
/// | `> user TEXT` | the person writes |
/// | `> burst TEXT / TEXT` | the person writes several texts, which make one turn |
/// | `> old DURATION TEXT` | what the person wrote so long ago comes now |
/// | `> tap TITLE` | the person taps a button of the last message with buttons |
/// | `> media KIND` | a message without words |
/// | `> location JSON` | a place |
/// | `> later DURATION` | time passes, and nothing is told of it |
/// | `> time DURATION` | time passes, and the timers on the way fire, each when it is due |
/// | `> operator writes TEXT`, `> operator gives back` | what a person does in place of the bot |
/// | `> last …` | the answer of the last call under way, not of the first |
/// | `> late …` | the answer of a call that nobody waits for any more |
/// | `> model says TEXT` | the model answers the call under way |
/// | `> model calls TOOL JSON` | the model wants a tool |
/// | `> rows JSON` | rows answer the tool call under way |
/// | `> http STATUS JSON` | an HTTP answer |
/// | `> fails CODE` | the call under way fails |
struct Script {
    let bot: Bot
    private var conversation = Conversation(
        id: ConversationID(rawValue: 1), startedAt: Script.epoch,
        contact: Contact(key: "5511999990001", phone: "5511999990001", name: "Ana Souza"))
    private var calls: [Call] = []
    /// Those that a timer has given up.
    private var lost: [Call] = []
    private var buttons: [OutboundMessage.Button] = []
    private var now = Script.epoch
    private var messages = 0

    private static let epoch = Timestamp(milliseconds: 1_795_341_600_000)

    init(_ bot: Bot) { self.bot = bot }

    /// The same events with what this bot decides below each.
    static func play(_ text: String, on bot: Bot) throws -> String {
        var script = Script(bot)
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("#") || (line.isEmpty && lines.last?.isEmpty == false) { lines.append(String(line)) }
            guard line.hasPrefix("> ") else { continue }
            lines.append(String(line))
            lines += try script.play(String(line.dropFirst(2))).map { "    " + $0 }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func play(_ line: String) throws -> [String] {
        let (verb, rest) = line.cut()
        guard verb != "later" else {
            let milliseconds = try #require(Duration.parsed(rest)).milliseconds
            now = Timestamp(milliseconds: now.milliseconds + milliseconds)
            return []
        }
        if verb == "time" { return try pass(#require(Duration.parsed(rest))) }
        return try happen(try kind(verb, rest))
    }

    private mutating func pass(_ span: Duration) throws -> [String] {
        let end = Timestamp(milliseconds: now.milliseconds + span.milliseconds)
        var lines: [String] = []
        while let due = conversation.checkpoint.wakeAt, due <= end {
            now = max(now, due)
            lines += try happen(.timer)
        }
        now = end
        return lines.isEmpty ? ["nothing is due"] : lines
    }

    private mutating func happen(_ kind: Event.Kind) throws -> [String] {
        let event = Event(at: now, kind: kind)
        let transition = bot.advance(conversation, on: event)
        #expect(bot.advance(conversation, on: event) == transition, "the same event gives the same transition")
        let saved = try Checkpoint(decoding: JSON(parsing: transition.conversation.checkpoint.encoded().text))
        #expect(saved == transition.conversation.checkpoint, "a checkpoint survives being saved")
        conversation = transition.conversation
        conversation.history += transition.said
        let pending = calls + transition.effects.compactMap(\.call)
        let waiting = Set(bot.pendingCalls(of: conversation).map(\.id))
        if kind == .timer { lost += pending.filter { !waiting.contains($0.id) } }
        calls = transition.outcome == .working ? pending.filter { call in !lost.contains { $0.id == call.id } } : []
        #expect(waiting == Set(calls.map(\.id)), "a restart makes the same calls")
        if let last = transition.effects.map(\.options).last(where: { !$0.isEmpty }) { buttons = last }
        var lines = transition.effects.map(\.line)
        lines.append("\(transition.outcome) at \(transition.path.map(\.rawValue).joined(separator: " → "))")
        if let due = transition.wakeAt {
            lines.append("timer in \(Duration.written(.milliseconds(due.milliseconds - now.milliseconds)))")
        }
        if let failure = transition.failure { lines.append("failed: \(failure.message)") }
        return lines
    }

    private mutating func kind(_ verb: String, _ rest: String) throws -> Event.Kind {
        switch verb {
        case "user": return .message(message(.text(rest)))
        case "burst":
            let texts = rest.split(separator: " / ").map { message(.text(String($0))) }
            return .message(.joining(try #require(texts.first), Array(texts.dropFirst())))
        case "old":
            let (age, text) = rest.cut()
            let sentAt = Timestamp(milliseconds: now.milliseconds - (try #require(Duration.parsed(age))).milliseconds)
            let message = message(.text(text))
            return .message(InboundMessage(id: message.id, at: sentAt, content: message.content))
        case "tap":
            let button = try #require(buttons.first { $0.title == rest }, "no button '\(rest)' was sent")
            return .message(message(.choice(id: button.id, title: button.title)))
        case "media":
            let kind = try #require(InboundMessage.MediaKind(rawValue: rest))
            return .message(message(.media(InboundMessage.Media(kind, id: "media.1", mimeType: ""))))
        case "location": return .message(message(.location(try #require(Location(decoding: JSON(parsing: rest))))))
        case "notice": return .message(message(.notice(rest)))
        case "other": return .message(message(.other(rest)))
        case "operator": return .operated(rest == "gives back" ? .giveBack : .wrote(rest.cut().1))
        case "late":
            let call = try #require(lost.first, "no call was given up")
            lost.removeFirst()
            let (verb, rest) = rest.cut()
            return .finished(call.id, try result(verb, rest))
        default:
            let isLast = verb == "last"
            let (verb, rest) = isLast ? rest.cut() : (verb, rest)
            let call = try #require(isLast ? calls.last : calls.first, "nothing was called")
            calls.removeAll { $0.id == call.id }
            return .finished(call.id, try result(verb, rest))
        }
    }

    private mutating func message(_ content: InboundMessage.Content) -> InboundMessage {
        messages += 1
        return InboundMessage(id: "wamid.\(messages)", at: now, content: content)
    }

    private func result(_ verb: String, _ rest: String) throws -> CallResult {
        let (word, text) = rest.cut()
        let usage = ModelReply.Usage(promptTokens: 1, completionTokens: 1)
        switch (verb, word) {
        case ("model", "says"): return .model(ModelReply(text: text, calls: [], usage: usage))
        case ("model", "calls"):
            let calls = text.split(separator: " & ").enumerated().map { place, call in
                let (name, arguments) = String(call).cut()
                return ToolCall(id: "call_\(place + 1)", name: name, arguments: arguments)
            }
            return .model(ModelReply(text: nil, calls: calls, usage: usage))
        case ("rows", _): return .action(.rows(try JSON(parsing: rest).elements))
        case ("http", _): return .action(.http(status: try #require(Int(word)), body: try JSON(parsing: text)))
        case ("fails", _): return .failure(CallFailure(try #require(CallFailure.Code(rawValue: word)), "it is down"))
        default: throw UnknownLine(text: "\(verb) \(rest)")
        }
    }

    struct UnknownLine: Error {
        let text: String
    }
}

extension Effect {
    fileprivate var call: Call? {
        if case .call(let call) = self { call } else { nil }
    }

    fileprivate var options: [OutboundMessage.Button] {
        if case .send(let message) = self { message.options } else { [] }
    }

    fileprivate var line: String {
        switch self {
        case .receipt(let receipt):
            return "receipt" + (receipt.markRead ? " read" : "") + (receipt.typing ? " typing" : "")
                + (receipt.reaction.map { " \($0)" } ?? "")
        case .handOver(let act): return "hands over to \(act.queue): \(act.summary ?? "")"
        case .send(let message): return message.line
        case .call(let call): return "calls \(call.id.turn).\(call.id.number): \(call.work.line)"
        }
    }
}

extension OutboundMessage {
    fileprivate var line: String {
        switch self {
        case .text(let text, _): return "says: \(text.debugDescription)"
        case .buttons(let body, let buttons):
            return "says: \(body.line) " + buttons.map { "[\($0.title)]" }.joined(separator: " ")
        case .list(let body, let list):
            let sections = list.sections.map { section in
                (section.title.map { " \($0):" } ?? "")
                    + section.rows.map { " [\($0.button.title)\($0.description.map { " | \($0)" } ?? "")]" }.joined()
            }
            return "says: \(body.line) \(list.button) →" + sections.joined()
        case .link(let body, let link): return "says: \(body.line) [\(link.text)](\(link.url))"
        case .media(let media, let caption): return "sends \(media.line)\(caption.map { " \($0.debugDescription)" } ?? "")"
        case .location(let place): return "sends location \(place.encoded().text)"
        case .template(let template):
            let header = template.header.map { header in
                switch header {
                case .text(let argument): " header: \(argument.line)"
                case .media(let media): " header: \(media.line)"
                }
            }
            let body = template.body.map { " \($0.line)" }.joined()
            let buttons = template.buttons.map { " \($0.place): \($0.kind)" }.joined()
            return "template: \(template.name) \(template.language)\(header ?? "")\(body)\(buttons) → \(text.debugDescription)"
        }
    }
}

extension OutboundMessage.Body {
    fileprivate var line: String {
        let above =
            switch header {
            case nil: ""
            case .text(let text): "\(text.debugDescription) / "
            case .media(let media): "\(media.line) / "
            }
        return above + text.debugDescription + (footer.map { " / \($0.debugDescription)" } ?? "")
    }
}

extension OutboundMessage.Media {
    fileprivate var line: String {
        let name = if case .document(let name?) = kind { " '\(name)'" } else { "" }
        return "\(kind.name)\(name) \(source)"
    }
}

extension OutboundMessage.Template.Argument {
    fileprivate var line: String { (name.map { "\($0)=" } ?? "") + text.debugDescription }
}

extension Call.Work {
    fileprivate var line: String {
        switch self {
        case .model(let request):
            let messages = request.messages.map(\.line).joined(separator: " | ")
            let tools = request.tools.map(\.name.rawValue).joined(separator: " ") + (request.mustCall ? "!" : "")
            return "\(request.model) [\(tools)] \(messages)"
        case .action(let request):
            let key = request.isWrite ? "write " : ""
            switch request.action {
            case .sql(let sql):
                return "\(key)\(sql.connection) \(sql.statement.text { "$\($0)" }) \(JSON.array(sql.values).text)"
            case .http(let http):
                let query = http.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
                return
                    "\(key)\(http.connection) \(http.method) \(http.path)\(query.isEmpty ? "" : "?\(query)") \(http.body?.text ?? "")"
            case .mcp(let mcp): return "\(key)\(mcp.connection) \(mcp.tool) \(JSON.object(mcp.arguments).text)"
            case .history(let history): return "\(key)history \(history.conversations)×\(history.messages)"
            }
        }
    }
}

extension ModelMessage {
    fileprivate var line: String {
        switch self {
        case .system(let text): return "system: \(text.debugDescription)"
        case .user(let text): return "user: \(text.debugDescription)"
        case .assistant(let text, let calls):
            return "assistant: \((text ?? "").debugDescription)" + calls.map { " \($0.name)(\($0.arguments))" }.joined()
        case .tool(let call, let content): return "tool \(call): \(content.debugDescription)"
        }
    }
}

extension String {
    fileprivate func cut() -> (String, String) {
        guard let space = firstIndex(of: " ") else { return (self, "") }
        return (String(self[..<space]), String(self[index(after: space)...]))
    }
}
