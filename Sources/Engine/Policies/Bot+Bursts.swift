/// Texts in quick succession that make one turn.
extension Bot {
    /// Whether a message may be taken together with others: a text, unless it means something as a whole, such as the word for no more
    /// messages. A tap, a file or a place is always by itself.
    public func joins(_ message: InboundMessage) -> Bool {
        guard case .text(let text) = message.content else { return false }
        let said = text.folded
        let commands = graph.commands
        let policies = graph.policies
        let words =
            [commands.back, commands.again, commands.cancel, commands.correct].map(\.words)
            + [policies.optOut?.words, policies.optOut?.back, policies.forgetWords].compactMap(\.self)
            + graph.always.compactMap { if case .words(let words) = $0.trigger { words } else { nil } }
        return !words.contains { $0.contains(said) }
    }
}

extension InboundMessage {
    /// Several texts as one message, a line each. It goes by the last one's identifier, since marking that as read marks those before it.
    ///
    /// - Parameter first: And all after it are in the order in which they came.
    public static func joining(_ first: InboundMessage, _ others: [InboundMessage]) -> InboundMessage {
        guard let last = others.last else { return first }
        let all = [first] + others
        return InboundMessage(
            id: last.id, at: last.at, content: .text(all.compactMap(\.words).joined(separator: "\n")),
            referral: all.lazy.compactMap(\.referral).first, isReplay: all.contains(where: \.isReplay))
    }
}
