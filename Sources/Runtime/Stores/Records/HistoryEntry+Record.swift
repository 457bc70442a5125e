import CEL
import Engine

extension HistoryEntry {
    /// As stores keep it within an unfinished turn.
    var record: JSON {
        ["turn": .int(Int64(turn)), "role": .string(role.rawValue), "text": .string(text), "at": .int(at.milliseconds)]
    }

    init(record: JSON) throws(RecordError) {
        self.init(
            turn: try record.required("turn") { $0.int.flatMap(Int.init(exactly:)) },
            role: try record.required("role") { $0.string.flatMap(Role.init(rawValue:)) },
            text: try record.required("text", \.string),
            at: Timestamp(milliseconds: try record.required("at", \.int)))
    }
}
