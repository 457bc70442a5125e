/// Where a conversation comes back to when the way that led it off ends.
struct Detour: Sendable, Equatable {
    /// All tracks as they stood; their timers stand still meanwhile.
    var tracks: [Track]
    /// The one that would have heard the message.
    let asked: Int

    /// Where that one waited.
    var node: NodeID? { tracks.first { $0.id == asked }?.activity.node }

    init(tracks: [Track], asked: Int) {
        self.tracks = tracks
        self.asked = asked
    }

    init?(decoding json: JSON) {
        let tracks = (json["tracks"]?.elements ?? []).map(Track.init(decoding:))
        guard let asked = json["asked"]?.count, tracks.contains(where: { $0.id == asked }) else { return nil }
        self.init(tracks: tracks, asked: asked)
    }

    func encoded() -> JSON {
        ["asked": .int(Int64(asked)), "tracks": .array(tracks.map { .object($0.encoded()) })]
    }

    mutating func forgetAnswers() {
        for place in tracks.indices { tracks[place].answers = [] }
    }

    /// What was written on the way off belongs to the answer before it, so that going back over that one takes it back too.
    mutating func keepUndo(of name: String, _ value: JSON) {
        guard let place = tracks.firstIndex(where: { $0.id == asked }), let last = tracks[place].answers.indices.last,
            tracks[place].answers[last].undo[name] == nil
        else { return }
        tracks[place].answers[last].undo[name] = value
    }
}
