/// Buttons whose identifiers say which node sent them, so that a tap on an old message is told from one on the last.
enum TappedChoice {
    static func buttons(_ labels: [String], of node: NodeID) -> [OutboundMessage.Button] {
        labels.enumerated().map { .init(id: id($0, of: node), title: $1) }
    }

    /// Which of the labels was tapped or written; capitals, accents and punctuation around it do not count.
    static func place(of message: InboundMessage, among labels: [String], of node: NodeID) -> Int? {
        if case .choice(let tapped, _) = message.content, let place = labels.indices.first(where: { id($0, of: node) == tapped })
        {
            return place
        }
        guard let words = message.words?.folded else { return nil }
        return labels.firstIndex { $0.folded == words }
    }

    private static func id(_ place: Int, of node: NodeID) -> String { "choice:\(node.rawValue):\(place)" }
}
