import CEL

extension Checkpoint {
    /// Readable JSON with a `version`.
    public func encoded() -> JSON {
        var json: JSONObject = ["version": .int(Int64(Checkpoint.version)), "turn": .int(Int64(turn))]
        switch activity {
        case .resting: break
        case .waiting(let node): json["waiting"] = .string(node.rawValue)
        case .working(let node): json["working"] = .string(node.rawValue)
        case .handedOver(let node): json["handed_over"] = .string(node.rawValue)
        case .judging(let call, let node):
            json["judging"] = call.encoded()
            if let node { json["waiting"] = .string(node.rawValue) }
        }
        if let rest { json["rest"] = .string(rest.rawValue) }
        if memo != .null { json["memo"] = memo }
        if calls > 0 { json["calls"] = .int(Int64(calls)) }
        if let message { json["message"] = message.encoded() }
        if !state.isEmpty {
            json["state"] = .object(JSONObject(state.sorted { $0.key < $1.key }.map { ($0.key, JSON(saving: $0.value)) }))
        }
        if !answers.isEmpty { json["answers"] = .array(answers.map { $0.encoded() }) }
        if !ahead.isEmpty { json["ahead"] = .array(ahead.map { $0.encoded() }) }
        if let detour { json["detour"] = detour.encoded() }
        if policies != PolicyMemory() { json["policies"] = policies.encoded() }
        return .object(json)
    }

    /// - Throws: When the JSON is not a checkpoint of a version that this engine knows.
    public init(decoding json: JSON) throws(CheckpointError) {
        guard json["version"]?.int == Int64(Checkpoint.version) else {
            throw CheckpointError(message: "it is not a checkpoint of version \(Checkpoint.version)")
        }
        guard let turn = json["turn"]?.int.flatMap({ Int(exactly: $0) }), turn >= 0 else {
            throw CheckpointError(message: "its turn is missing")
        }
        self.init()
        self.turn = turn
        if let node = json["waiting"]?.string { activity = .waiting(NodeID(rawValue: node)) }
        if let node = json["working"]?.string { activity = .working(NodeID(rawValue: node)) }
        if let node = json["handed_over"]?.string { activity = .handedOver(NodeID(rawValue: node)) }
        if let call = json["judging"].flatMap(CallID.init(decoding:)) { activity = .judging(call, waiting: activity.node) }
        answers = (json["answers"]?.elements ?? []).compactMap(GivenAnswer.init(decoding:))
        ahead = (json["ahead"]?.elements ?? []).compactMap(GivenAnswer.init(decoding:))
        detour = json["detour"].flatMap(Detour.init(decoding:))
        policies = json["policies"].flatMap(PolicyMemory.init(decoding:)) ?? PolicyMemory()
        rest = json["rest"]?.string.map(NodeID.init(rawValue:))
        memo = json["memo"] ?? .null
        calls = json["calls"]?.int.flatMap { Int(exactly: $0) } ?? 0
        if let saved = json["message"] {
            guard let message = InboundMessage(decoding: saved) else {
                throw CheckpointError(message: "its message cannot be read")
            }
            self.message = message
        }
        guard case .object(let saved)? = json["state"] else { return }
        for member in saved.members {
            guard let value = Value(saved: member.value) else {
                throw CheckpointError(message: "its state '\(member.key)' cannot be read")
            }
            state[member.key] = value
        }
    }
}

extension InboundMessage {
    func encoded() -> JSON {
        var json: JSONObject = ["id": .string(id), "at": .int(at.milliseconds)]
        switch content {
        case .text(let text): json["text"] = .string(text)
        case .choice(let choice, let title):
            json["choice"] = .string(choice)
            json["title"] = .string(title)
        case .media(let kind, let caption):
            json["media"] = .string(kind.rawValue)
            if let caption { json["caption"] = .string(caption) }
        case .other(let kind): json["other"] = .string(kind)
        case .notice(let kind): json["notice"] = .string(kind)
        }
        return .object(json)
    }

    init?(decoding json: JSON) {
        guard let id = json["id"]?.string, let at = json["at"]?.int else { return nil }
        let content: Content
        if let text = json["text"]?.string {
            content = .text(text)
        } else if let choice = json["choice"]?.string, let title = json["title"]?.string {
            content = .choice(id: choice, title: title)
        } else if let kind = json["media"]?.string.flatMap(MediaKind.init(rawValue:)) {
            content = .media(kind, caption: json["caption"]?.string)
        } else if let kind = json["other"]?.string {
            content = .other(kind)
        } else if let kind = json["notice"]?.string {
            content = .notice(kind)
        } else {
            return nil
        }
        self.init(id: id, at: Timestamp(milliseconds: at), content: content)
    }
}
