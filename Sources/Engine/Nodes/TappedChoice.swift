/// Things to tap whose identifiers say which node sent them, so that a tap on an old message is told from one on the last.
enum TappedChoice {
    static func buttons(_ labels: [String], of node: NodeID) -> [OutboundMessage.Button] {
        labels.enumerated().map { .init(id: id("\($0)", of: node), title: $1) }
    }

    /// Which of the labels was tapped or written; capitals, accents and punctuation around it do not count.
    static func place(of message: InboundMessage, among labels: [String], of node: NodeID) -> Int? {
        place(of: message, among: buttons(labels, of: node))
    }

    static func place(of message: InboundMessage, among buttons: [OutboundMessage.Button]) -> Int? {
        if case .choice(let tapped, _) = message.content, let place = buttons.firstIndex(where: { $0.id == tapped }) {
            return place
        }
        guard let words = message.words?.folded else { return nil }
        return buttons.firstIndex { $0.title.folded == words }
    }

    /// - Parameter key: Tells it from the others of its message.
    static func id(_ key: String, of node: NodeID) -> String {
        let id = "choice:\(node.rawValue):\(key)"
        // Without an ellipsis: it is read by nobody.
        return id.utf16.count <= ChannelLimits.rowID ? id : String(id[..<id.lastBoundary(within: ChannelLimits.rowID)])
    }
}
