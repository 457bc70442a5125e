import CEL

extension Track {
    /// Readable JSON; what is as usual is left out.
    func encoded() -> JSONObject {
        var json = JSONObject()
        if id != Track.mainID { json["track"] = .int(Int64(id)) }
        if let origin {
            json["parent"] = .int(Int64(origin.parent))
            json["place"] = .int(Int64(origin.place))
            if let join = origin.join { json["join"] = .string(join.rawValue) }
        }
        if let (key, node) = activity.written { json[key] = .string(node.rawValue) }
        if memo != .null { json["memo"] = memo }
        if !calls.isEmpty { json["pending"] = .array(calls.map { $0.encoded() }) }
        if !timers.isEmpty {
            json["timers"] = .object(JSONObject(timers.map { ($0.kind.rawValue, .int($0.at.milliseconds)) }))
        }
        if failures > 0 { json["failures"] = .int(Int64(failures)) }
        if !frames.isEmpty { json["frames"] = .array(frames.map { $0.encoded() }) }
        if !answers.isEmpty { json["answers"] = .array(answers.map { $0.encoded() }) }
        if !ahead.isEmpty { json["ahead"] = .array(ahead.map { $0.encoded() }) }
        return json
    }

    init(decoding json: JSON) {
        var origin: Origin?
        if let parent = json["parent"]?.count, let place = json["place"]?.count {
            origin = Origin(parent: parent, place: place, join: json["join"]?.string.map(NodeID.init(rawValue:)))
        }
        self.init(id: json["track"]?.count ?? Track.mainID, origin: origin)
        activity = Activity(decoding: json)
        memo = json["memo"] ?? .null
        calls = (json["pending"]?.elements ?? []).compactMap(CallID.init(decoding:))
        if case .object(let saved)? = json["timers"] {
            timers = saved.members.compactMap { member in
                guard let kind = TrackTimer.Kind(rawValue: member.key), let at = member.value.int else { return nil }
                return TrackTimer(kind: kind, at: Timestamp(milliseconds: at))
            }
        }
        failures = json["failures"]?.count ?? 0
        frames = (json["frames"]?.elements ?? []).compactMap(Frame.init(decoding:))
        answers = (json["answers"]?.elements ?? []).compactMap(GivenAnswer.init(decoding:))
        ahead = (json["ahead"]?.elements ?? []).compactMap(GivenAnswer.init(decoding:))
    }
}

extension Track.Activity {
    fileprivate var written: (String, NodeID)? {
        switch self {
        case .resting: nil
        case .waiting(let node): ("waiting", node)
        case .working(let node): ("working", node)
        case .retrying(let node): ("retrying", node)
        case .joining(let node): ("joining", node)
        case .queued(let node): ("queued", node)
        case .handedOver(let node): ("handed_over", node)
        }
    }

    private static let kinds: [(String, @Sendable (NodeID) -> Track.Activity)] = [
        ("waiting", Track.Activity.waiting), ("working", Track.Activity.working), ("retrying", Track.Activity.retrying),
        ("joining", Track.Activity.joining), ("queued", Track.Activity.queued), ("handed_over", Track.Activity.handedOver),
    ]

    fileprivate init(decoding json: JSON) {
        self = .resting
        for (key, make) in Self.kinds {
            if let node = json[key]?.string { self = make(NodeID(rawValue: node)) }
        }
    }
}

extension Frame {
    init?(decoding json: JSON) {
        guard let graph = json["graph"]?.string else { return nil }
        var values: [String: Value] = [:]
        if case .object(let saved)? = json["values"] {
            for member in saved.members { values[member.key] = Value(saved: member.value) }
        }
        self.init(
            graph: GraphName(rawValue: graph), caller: json["caller"]?.string.map(NodeID.init(rawValue:)), values: values)
    }

    func encoded() -> JSON {
        var json: JSONObject = ["graph": .string(graph.rawValue)]
        if let caller { json["caller"] = .string(caller.rawValue) }
        if !values.isEmpty { json["values"] = .object(JSONObject(saving: values)) }
        return .object(json)
    }
}

extension JSONObject {
    /// Values by name, in the order of the names.
    init(saving values: [String: CEL.Value]) {
        self.init(values.sorted { $0.key < $1.key }.map { ($0.key, JSON(saving: $0.value)) })
    }
}

extension JSON {
    /// A number from 0 on.
    var count: Int? { int.flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil } }
}
