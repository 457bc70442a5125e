/// A change of a YAML tree. What is changed is known by its place, and keeps it.
enum YAMLEdit: Sendable {
    /// A scalar or a key is another text.
    case replace(SourceSpan, String)
    /// An element of a list, or the entry of a mapping whose key stands there.
    case remove(SourceSpan)
    /// A mapping has one more entry at its end.
    case add(key: String, value: YAMLNode, to: SourceSpan)

    func applied(to node: YAMLNode) -> YAMLNode {
        switch node {
        case .scalar(let scalar):
            guard case .replace(scalar.span, let text) = self else { return node }
            return .scalar(YAMLScalar(plain: text, at: scalar.span))
        case .sequence(let sequence):
            let elements = sequence.elements.filter { !removes($0.span) }.map(applied)
            return .sequence(YAMLSequence(elements: elements, anchor: sequence.anchor, span: sequence.span))
        case .mapping(let mapping):
            var entries = mapping.entries.filter { !removes($0.key.span) }.map { entry in
                YAMLMapping.Entry(key: applied(to: entry.key), value: applied(to: entry.value))
            }
            if case .add(let key, let value, mapping.span) = self {
                entries.append(YAMLMapping.Entry(key: Located(key, at: mapping.span), value: value))
            }
            return .mapping(YAMLMapping(entries: entries, anchor: mapping.anchor, span: mapping.span))
        }
    }

    private func applied(to key: Located<String>) -> Located<String> {
        guard case .replace(key.span, let text) = self else { return key }
        return Located(text, at: key.span)
    }

    private func removes(_ span: SourceSpan) -> Bool {
        if case .remove(span) = self { true } else { false }
    }
}

extension YAMLScalar {
    /// A text that nobody wrote, for the place of one that somebody did.
    init(plain text: String, at span: SourceSpan) {
        self.init(text: text, style: .plain, anchor: nil, span: span)
    }
}
