/// A scalar of a YAML tree with the keys that lead to it.
struct WrittenLeaf: Equatable {
    let path: [String]
    let text: String

    /// In the order of the file. The scalars of a list have its path, so that their order does not count; mappings in a list are
    /// numbered from 1.
    static func all(of node: YAMLNode, under path: [String] = []) -> [WrittenLeaf] {
        switch node {
        case .scalar(let scalar): [WrittenLeaf(path: path, text: scalar.text)]
        case .mapping(let mapping): mapping.entries.flatMap { all(of: $0.value, under: path + [$0.key.value]) }
        case .sequence(let sequence):
            sequence.elements.enumerated().flatMap { place, element in
                all(of: element, under: element.scalar == nil ? path + ["\(place + 1)"] : path)
            }
        }
    }

    /// A line for each leaf that is new, gone or another.
    static func differences(from old: [WrittenLeaf], to new: [WrittenLeaf]) -> [String] {
        let gone = old.filter { !new.contains($0) }
        var added = new.filter { !old.contains($0) }
        var lines: [String] = []
        for leaf in gone {
            let name = leaf.path.joined(separator: ".")
            if let place = added.firstIndex(where: { $0.path == leaf.path }) {
                lines.append("\(name): \(WordDifference.text(from: leaf.text, to: added.remove(at: place).text))")
            } else {
                lines.append("- \(name): \(leaf.text.shortened(to: 120))")
            }
        }
        return lines + added.map { "+ \($0.path.joined(separator: ".")): \($0.text.shortened(to: 120))" }
    }
}
