/// A part of a file for a table of contents.
public struct OutlineItem: Sendable {
    public enum Kind: Sendable {
        case section, node, tool, state, value, test
    }

    public let name: String
    /// Such as the verb of a node; empty where there is nothing to add.
    public let detail: String
    public let kind: Kind
    /// With all that belongs to it.
    public let span: SourceSpan
    public let nameSpan: SourceSpan
    public let children: [OutlineItem]
}

extension EditedBot {
    /// The parts of a file, two or three levels deep; none while it cannot be read.
    public func outline(of path: String) -> [OutlineItem] {
        guard let root = trees[path], !unreadable.contains(path) else { return [] }
        switch root {
        case .mapping(let mapping): return mapping.entries.map { item($0, .section, depth: path == BotFiles.main ? 2 : 0) }
        case .sequence(let sequence):
            return sequence.elements.compactMap { element in
                guard let first = element.mapping?.entries.first, let name = first.value.scalar else { return nil }
                return OutlineItem(
                    name: name.text, detail: "", kind: .test, span: element.span, nameSpan: name.span, children: [])
            }
        case .scalar: return []
        }
    }

    private func item(_ entry: YAMLMapping.Entry, _ kind: OutlineItem.Kind, depth: Int) -> OutlineItem {
        let inner = OutlineItem.Kind(of: entry.key.value, within: kind)
        let children = depth > 0 ? (entry.value.mapping?.entries ?? []).map { item($0, inner, depth: depth - 1) } : []
        let verb = kind == .node ? entry.value.mapping?.entries.first { NodeKinds.kind($0.key.value) != nil }?.key.value : nil
        return OutlineItem(
            name: entry.key.value, detail: verb ?? entry.value.scalar.map { Diagnostic.shortened($0.text) } ?? "", kind: kind,
            span: entry.key.span.joined(with: entry.value.span), nameSpan: entry.key.span,
            children: kind == .section ? children : [])
    }
}

extension OutlineItem.Kind {
    /// Of what stands under a section.
    fileprivate init(of section: String, within kind: OutlineItem.Kind) {
        switch section {
        case "nodes": self = .node
        case "tools": self = .tool
        case "state": self = .state
        case "graph": self = .section
        default: self = .value
        }
    }
}
