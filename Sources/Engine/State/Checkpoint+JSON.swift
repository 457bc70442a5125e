import CEL

extension Checkpoint {
    /// Readable JSON with a `version`.
    public func encoded() -> JSON {
        var json: JSONObject = ["version": .int(Int64(Checkpoint.version)), "turn": .int(Int64(turn))]
        for member in main.encoded().members { json[member.key] = member.value }
        if let judging { json["judging"] = judging.encoded() }
        if !rest.isEmpty { json["rest"] = .array(rest.map { .object($0.encoded()) }) }
        if calls > 0 { json["calls"] = .int(Int64(calls)) }
        if let message { json["message"] = message.encoded() }
        if let heardAt { json["heard_at"] = .int(heardAt.milliseconds) }
        if !state.isEmpty { json["state"] = .object(JSONObject(saving: state)) }
        if !children.isEmpty { json["tracks"] = .array(children.map { .object($0.encoded()) }) }
        if let detour { json["detour"] = detour.encoded() }
        if policies != PolicyMemory() { json["policies"] = policies.encoded() }
        return .object(json)
    }

    /// Also of version 1, which knew one track alone.
    ///
    /// - Throws: When the JSON is not a checkpoint of a version that this engine knows.
    public init(decoding json: JSON) throws(CheckpointError) {
        guard let version = json["version"]?.count, (1...Checkpoint.version).contains(version) else {
            throw CheckpointError(
                message: "it is not a checkpoint of version 1 to \(Checkpoint.version)",
                isOfLaterVersion: json["version"]?.count ?? 0 > Checkpoint.version)
        }
        guard let turn = json["turn"]?.count else { throw CheckpointError(message: "its turn is missing") }
        self.init()
        self.turn = turn
        main = Track(decoding: json)
        judging = json["judging"].flatMap(CallID.init(decoding:))
        calls = json["calls"]?.count ?? 0
        if version == 1 {
            readFirstVersion(json)
        } else {
            rest = (json["rest"]?.elements ?? []).map(Track.init(decoding:))
            children = (json["tracks"]?.elements ?? []).map(Track.init(decoding:))
            detour = json["detour"].flatMap(Detour.init(decoding:))
        }
        policies = json["policies"].flatMap(PolicyMemory.init(decoding:)) ?? PolicyMemory()
        if let saved = json["message"] {
            guard let message = InboundMessage(decoding: saved) else {
                throw CheckpointError(message: "its message cannot be read")
            }
            self.message = message
        }
        heardAt = json["heard_at"]?.int.map(Timestamp.init(milliseconds:))
        guard case .object(let saved)? = json["state"] else { return }
        for member in saved.members {
            guard let value = Value(saved: member.value) else {
                throw CheckpointError(message: "its state '\(member.key)' cannot be read")
            }
            state[member.key] = value
        }
    }

    /// What version 1 wrote in another way: the node to go back to by its name alone, and the answers before a detour together with
    /// those in it.
    private mutating func readFirstVersion(_ json: JSON) {
        if isWorking, let node = json["rest"]?.string {
            var track = Track()
            track.activity = .waiting(NodeID(rawValue: node))
            rest = [track]
        }
        guard let saved = json["detour"], let node = saved["node"]?.string else { return }
        let count = min(saved["answers"]?.count ?? 0, main.answers.count)
        var track = Track()
        track.activity = .waiting(NodeID(rawValue: node))
        track.memo = saved["memo"] ?? .null
        track.answers = Array(main.answers.prefix(count))
        main.answers.removeFirst(count)
        detour = Detour(tracks: [track], asked: track.id)
    }
}
