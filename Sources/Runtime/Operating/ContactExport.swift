import CEL
public import Engine

/// All that is kept of a contact, for the contact.
public struct ContactExport: Sendable {
    public let json: JSON
    /// Of which conversations.
    public let conversations: Int

    /// - Parameters:
    ///   - contact: A telephone number in any form, or a channel's key.
    ///   - bot: Of this bot alone; `nil`: of all.
    public init(
        of contact: String, bot: BotID?, from store: any Store, time: any TimeSource = SystemTime()
    ) async throws(StoreError) {
        var exports: [JSON] = []
        for summary in try await store.conversations(of: contact, bot: bot) {
            guard let export = try await store.export(summary.id) else { continue }
            let tables = export.tables.sorted { $0.key < $1.key }.map { name, rows in
                (name, JSON.array(rows.map(JSON.object)))
            }
            exports.append([
                "bot": .string(summary.bot.rawValue), "account": .string(summary.account), "contact": summary.contact.record,
                "kept": .object(JSONObject(tables)),
            ])
        }
        conversations = exports.count
        json = [
            "asked_for": .string(contact), "exported_at": .string(time.now.description), "conversations": .array(exports),
        ]
    }
}

extension Store {
    /// The conversations with a contact, the latest begun first.
    ///
    /// - Parameter contact: A telephone number in any form, or a channel's key.
    public func conversations(of contact: String, bot: BotID?) async throws(StoreError) -> [ConversationSummary] {
        for spellings in [ContactSearch.spellings(of: contact), ContactSearch.guesses(of: contact)] where !spellings.isEmpty {
            let found = try await conversations(ConversationFilter(bot: bot, contacts: spellings), before: nil, limit: 1000)
            if !found.isEmpty { return found }
        }
        return []
    }
}
