import CEL
import Engine

/// The messages endpoint of the Graph API as far as a bot can tell: what it takes, what it refuses, what it answers.
struct GraphStandIn {
    /// More contacts than this are forgotten, the longest silent first.
    static let contactLimit = 10_000
    private static let windowSeconds: Int64 = 24 * 3600
    /// One message every six seconds on average, and no more than this ahead of it.
    private static let burst = 45
    private static let secondsPerMessage: Int64 = 6

    private let rules: SandboxSettings.GraphRules
    private let token: String
    /// Makes identifiers of one run unlike those of another.
    private let run: String
    private var serial = 0
    private var contacts: [String: ContactRecord] = [:]
    private var refusals: [GraphFault] = []

    private struct ContactRecord {
        var lastInbound: Timestamp?
        var lastSeen: Timestamp
        /// When the messages sent so far will have been worked off at the average rate, in seconds since 1970.
        var paidUntil: Int64 = 0
    }

    init(rules: SandboxSettings.GraphRules, token: String, run: String) {
        self.rules = rules
        self.token = token
        self.run = run
    }

    enum Outcome {
        case accepted(SandboxMessage)
        case shown(messageID: String, typing: Bool)
    }

    /// A person wrote: their 24-hour window is open from `now` on.
    mutating func noteInbound(from contact: String, at now: Timestamp) {
        touch(contact, at: now) { $0.lastInbound = now }
    }

    /// The next calls are refused with these, one each, before anything else is looked at.
    mutating func refuseNext(_ faults: [GraphFault]) {
        refusals.append(contentsOf: faults.prefix(SandboxSettings.scriptLimit))
    }

    mutating func take(_ body: JSON, bearer: String?, at now: Timestamp) throws(GraphFault) -> Outcome {
        guard let bearer else { throw .noToken }
        guard bearer == token else { throw .wrongToken }
        if !refusals.isEmpty { throw refusals.removeFirst() }
        switch try GraphRequest(reading: body) {
        case .receipt(let messageID, let typing): return .shown(messageID: messageID, typing: typing)
        case .message(let content):
            try checkWindow(of: content, at: now)
            try checkRate(of: content, at: now)
            serial += 1
            return .accepted(
                SandboxMessage(
                    id: "wamid.\(run)\(String(serial, radix: 16))", to: content.to, kind: content.kind, text: content.text,
                    options: content.options, tag: content.tag, request: body
                )
            )
        }
    }

    private func checkWindow(of content: GraphRequest.Content, at now: Timestamp) throws(GraphFault) {
        guard rules.enforcesWindow, content.kind != "template" else { return }
        guard let inbound = contacts[content.to]?.lastInbound, now.seconds - inbound.seconds < Self.windowSeconds else {
            throw .windowClosed
        }
    }

    private mutating func checkRate(of content: GraphRequest.Content, at now: Timestamp) throws(GraphFault) {
        guard rules.enforcesPairRate else { return }
        var isOver = false
        touch(content.to, at: now) { record in
            let paidUntil = max(record.paidUntil, now.seconds) + Self.secondsPerMessage
            isOver = paidUntil - now.seconds > Int64(Self.burst) * Self.secondsPerMessage
            if !isOver { record.paidUntil = paidUntil }
        }
        if isOver { throw .pairRate }
    }

    private mutating func touch(_ contact: String, at now: Timestamp, _ change: (inout ContactRecord) -> Void) {
        if contacts[contact] == nil, contacts.count >= Self.contactLimit,
            let oldest = contacts.min(by: { $0.value.lastSeen < $1.value.lastSeen })
        {
            contacts[oldest.key] = nil
        }
        var record = contacts[contact] ?? ContactRecord(lastInbound: nil, lastSeen: now)
        record.lastSeen = now
        change(&record)
        contacts[contact] = record
    }
}

extension SandboxMessage {
    /// What the messages endpoint answers once it has taken a message.
    var receipt: JSON {
        [
            "messaging_product": "whatsapp",
            "contacts": [["input": .string(to), "wa_id": .string(to)]],
            "messages": [["id": .string(id)]],
        ]
    }
}
