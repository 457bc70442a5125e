/// A conversation's place in its graph, as saved after a step.
public struct Checkpoint: Sendable, Equatable {
    public static let start = Checkpoint(turn: 0)

    /// How many turns have begun.
    public internal(set) var turn: Int

    /// Readable JSON with a `version`; its size does not depend on how many turns there were.
    public func encoded() -> JSON { ["version": 1, "turn": .int(Int64(turn))] }

    /// - Throws: When the JSON is not a checkpoint of a version that this engine knows.
    public init(decoding json: JSON) throws(CheckpointError) {
        guard json["version"]?.int == 1, let turn = json["turn"]?.int, let turn = Int(exactly: turn) else {
            throw CheckpointError(message: "it is not a checkpoint of version 1")
        }
        self.turn = turn
    }

    private init(turn: Int) { self.turn = turn }
}

public struct CheckpointError: Error, Sendable, Equatable {
    public let message: String
}
