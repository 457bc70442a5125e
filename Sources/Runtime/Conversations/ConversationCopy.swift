import CEL
public import Engine

/// A conversation in a file: who it is with, where it stands and what was said, so that it can be gone on with elsewhere.
public struct ConversationCopy: Sendable, Equatable {
    public static let version = 1

    public let bot: BotID
    public let conversation: Conversation

    public init(bot: BotID, conversation: Conversation) {
        self.bot = bot
        self.conversation = conversation
    }

    /// As its last finished turn left it.
    ///
    /// - Throws: When its checkpoint is not one of this engine's.
    public init(of stored: StoredConversation) throws(CheckpointError) {
        bot = stored.summary.bot
        conversation = Conversation(
            id: stored.summary.id, startedAt: stored.summary.startedAt, contact: stored.summary.contact,
            checkpoint: try stored.checkpoint.map { (saved) throws(CheckpointError) in try Checkpoint(decoding: saved) }
                ?? .start,
            history: stored.history)
    }

    /// As a recorded turn found it.
    ///
    /// - Throws: When the checkpoint is not one of this engine's.
    public init(of stored: StoredConversation, before turn: RecordedTurn) throws(CheckpointError) {
        bot = stored.summary.bot
        let checkpoint =
            try turn.checkpoint.map { (saved) throws(CheckpointError) in try Checkpoint(decoding: saved) } ?? .start
        conversation = Conversation(
            id: stored.summary.id, startedAt: stored.summary.startedAt, contact: stored.summary.contact, checkpoint: checkpoint,
            history: stored.history.filter { $0.turn <= checkpoint.turn })
    }

    /// Readable JSON with a `version`.
    public func encoded() -> JSON {
        [
            "version": .int(Int64(ConversationCopy.version)), "bot": .string(bot.rawValue),
            "conversation": .int(conversation.id.rawValue), "started_at": .int(conversation.startedAt.milliseconds),
            "contact": conversation.contact.record, "checkpoint": conversation.checkpoint.encoded(),
            "history": .array(conversation.history.map(\.record)),
        ]
    }

    /// - Throws: When the JSON is not a copy of a version that this program knows.
    public init(decoding json: JSON) throws(WrongCopy) {
        guard json["version"]?.int == Int64(ConversationCopy.version) else {
            throw WrongCopy(reason: "it is not the copy of a conversation of version \(ConversationCopy.version)")
        }
        do throws(RecordError) {
            var history: [HistoryEntry] = []
            for entry in try json.required("history", \.self).elements { history.append(try HistoryEntry(record: entry)) }
            bot = BotID(rawValue: try json.required("bot", \.string))
            conversation = Conversation(
                id: ConversationID(rawValue: try json.required("conversation", \.int)),
                startedAt: Timestamp(milliseconds: try json.required("started_at", \.int)),
                contact: try Contact(record: json.required("contact", \.self)),
                checkpoint: try json.required("checkpoint") { try? Checkpoint(decoding: $0) }, history: history)
        } catch {
            throw WrongCopy(reason: "\(error.expected) was expected in it")
        }
    }
}

/// A file that is not the copy of a conversation.
public struct WrongCopy: Error, Sendable, Equatable {
    /// One sentence without a full stop.
    public let reason: String

    public init(reason: String) { self.reason = reason }
}

extension Contact {
    var record: JSON {
        var object = JSONObject([("key", .string(key))])
        object["phone"] = phone.map(JSON.string)
        object["name"] = name.map(JSON.string)
        return .object(object)
    }

    init(record: JSON) throws(RecordError) {
        self.init(key: try record.required("key", \.string), phone: record["phone"]?.string, name: record["name"]?.string)
    }
}
