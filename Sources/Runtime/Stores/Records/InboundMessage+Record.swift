import Engine

extension InboundMessage {
    /// As stores keep it, which is as checkpoints do.
    var record: JSON { encoded() }

    init(record: JSON) throws(RecordError) {
        guard let message = InboundMessage(decoding: record) else { throw RecordError(expected: "an inbound message") }
        self = message
    }
}
