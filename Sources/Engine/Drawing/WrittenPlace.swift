/// Where in a node the name of another one is written, which tells when the way to it is taken.
struct WrittenPlace {
    /// The keys from the node on; elements of lists have none.
    private let keys: [String]
    /// What stands beside the name in the innermost mapping.
    private let siblings: [YAMLMapping.Entry]

    /// `nil` when no name is written there.
    init?(of span: SourceSpan, in node: YAMLMapping) {
        guard let found = WrittenPlace.find(span, in: node, under: []) else { return nil }
        self = found
    }

    private init(keys: [String], siblings: [YAMLMapping.Entry]) {
        self.keys = keys
        self.siblings = siblings
    }

    private static func find(_ span: SourceSpan, in mapping: YAMLMapping, under keys: [String]) -> WrittenPlace? {
        for entry in mapping.entries {
            let path = keys + [entry.key.value]
            // `routes: {vendas: quando o cliente quer comprar}`
            if entry.key.span == span { return WrittenPlace(keys: keys + [""], siblings: [entry]) }
            if entry.value.span == span, entry.value.scalar != nil {
                return WrittenPlace(keys: path, siblings: mapping.entries.filter { $0.key.value != entry.key.value })
            }
            let inner = entry.value.sequence?.elements ?? [entry.value]
            for element in inner {
                if element.span == span, element.scalar != nil { return WrittenPlace(keys: path, siblings: []) }
                if let found = element.mapping.flatMap({ find(span, in: $0, under: path) }) { return found }
            }
        }
        return nil
    }

    /// By what goes wrong or takes too long.
    var isExceptional: Bool { keys.first.map { ["on_error", "on_timeout", "timeout", "retry"].contains($0) } ?? false }

    /// `nil` for a way that is always taken.
    var label: String? {
        guard let first = keys.first, let last = keys.last else { return nil }
        if first == "next" {
            if last == "else" { return "else" }
            guard last == "then" else { return nil }
            return siblings.first { $0.key.value == "if" }?.value.scalar.map { ArrowLabel.shortened($0.text) }
        }
        if last.isEmpty { return siblings.first?.value.scalar.map { ArrowLabel.shortened($0.text) } }
        // `goto` and `then` only say that a node follows.
        guard ["goto", "then"].contains(last) else { return ArrowLabel.shortened(name(of: keys)) }
        let about = siblings.first { $0.key.value == "about" }?.value.scalar.map { ": \($0.text)" } ?? ""
        let details = siblings.compactMap { entry in
            entry.key.value == "about" ? nil : entry.value.scalar.map { " \(entry.key.value) \($0.text)" }
        }
        return ArrowLabel.shortened(name(of: Array(keys.dropLast())) + about + details.joined())
    }

    /// The label of a button says more than that it is one.
    private func name(of keys: [String]) -> String {
        keys.count > 1 ? keys.dropFirst().joined(separator: " ") : keys.joined()
    }
}

enum ArrowLabel {
    static func shortened(_ text: String) -> String { text.shortened(to: 56) }

    /// Of one of `always`.
    static func ofOpenWay(_ mapping: YAMLMapping) -> String {
        let trigger: String
        if let words = mapping["words"] {
            trigger = (words.sequence?.elements ?? [words]).compactMap(\.scalar?.text).joined(separator: ", ")
        } else {
            trigger = (mapping["if"] ?? mapping["about"])?.scalar?.text ?? ""
        }
        let returns = mapping["return"]?.scalar?.boolean == true
        return shortened(trigger) + (returns ? " (return)" : "")
    }
}
