import CEL

/// What policies remember of a conversation, also over its end. It does not grow with the number of turns.
struct PolicyMemory: Equatable, Sendable {
    /// When the person's last message came.
    var heardAt: Timestamp?
    /// When the messages of the last minute came, in milliseconds since 1970; one more than the `rate` policy allows at most.
    var recent: [Int64] = []
    /// Whether the person was told that they write too fast.
    var isSlowedDown = false
    /// Whether the person was told that they were not answered in time.
    var isToldLate = false
    /// Calls of models since the last long silence.
    var modelCalls = 0
    /// Whether the person wants nothing unasked.
    var isOptedOut = false
    /// Whether this turn came of no message: nothing was asked for.
    var isUnasked = false
    /// Until when a yes deletes the person's data, in milliseconds since 1970.
    var forgetsUntil: Int64?
    /// Since when all of the conversation is to be deleted.
    var forgottenAt: Timestamp?
    /// When the tools last succeeded that `claims` need, in milliseconds since 1970.
    var successes: [String: Int64] = [:]

    init() {}

    init?(decoding json: JSON) {
        guard case .object(let members) = json else { return nil }
        heardAt = members["heard_at"]?.int.map(Timestamp.init(milliseconds:))
        recent = (members["recent"]?.elements ?? []).compactMap(\.int)
        isSlowedDown = members["slowed_down"]?.bool ?? false
        isToldLate = members["told_late"]?.bool ?? false
        modelCalls = members["model_calls"]?.int.flatMap { Int(exactly: $0) } ?? 0
        isOptedOut = members["opted_out"]?.bool ?? false
        isUnasked = members["unasked"]?.bool ?? false
        forgetsUntil = members["forgets_until"]?.int
        forgottenAt = members["forgotten_at"]?.int.map(Timestamp.init(milliseconds:))
        guard case .object(let successes)? = members["successes"] else { return }
        for success in successes.members { self.successes[success.key] = success.value.int }
    }

    func encoded() -> JSON {
        var json = JSONObject()
        if let heardAt { json["heard_at"] = .int(heardAt.milliseconds) }
        if !recent.isEmpty { json["recent"] = .array(recent.map(JSON.int)) }
        if isSlowedDown { json["slowed_down"] = true }
        if isToldLate { json["told_late"] = true }
        if modelCalls > 0 { json["model_calls"] = .int(Int64(modelCalls)) }
        if isOptedOut { json["opted_out"] = true }
        if isUnasked { json["unasked"] = true }
        if let forgetsUntil { json["forgets_until"] = .int(forgetsUntil) }
        if let forgottenAt { json["forgotten_at"] = .int(forgottenAt.milliseconds) }
        if !successes.isEmpty {
            json["successes"] = .object(JSONObject(successes.sorted { $0.key < $1.key }.map { ($0.key, JSON.int($0.value)) }))
        }
        return .object(json)
    }
}
