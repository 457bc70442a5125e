/// Two texts in one, word by word, as `git diff --word-diff` writes it: `[-gone-]` and `{+new+}`.
enum WordDifference {
    /// More words than this are not compared one by one.
    private static let limit = 2000

    /// On one line; what stays the same is left out where it is long.
    static func text(from old: String, to new: String) -> String {
        let before = old.split(whereSeparator: \.isWhitespace).map(String.init)
        let after = new.split(whereSeparator: \.isWhitespace).map(String.init)
        guard before != after else { return "only spaces or line breaks change" }
        guard before.count <= limit, after.count <= limit else { return "another text of \(after.count) words" }
        let difference = after.difference(from: before)
        let removed = places(of: difference.removals)
        let inserted = places(of: difference.insertions)
        var pieces: [String] = []
        var (same, gone, added): ([String], [String], [String]) = ([], [], [])
        func flush() {
            if !gone.isEmpty { pieces.append("[-\(gone.joined(separator: " "))-]") }
            if !added.isEmpty { pieces.append("{+\(added.joined(separator: " "))+}") }
            (gone, added) = ([], [])
        }
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if removed.contains(left) {
                if !same.isEmpty { pieces.append(excerpt(of: same, isFirst: pieces.isEmpty, isLast: false)) }
                same = []
                gone.append(before[left])
                left += 1
            } else if inserted.contains(right) {
                if !same.isEmpty { pieces.append(excerpt(of: same, isFirst: pieces.isEmpty, isLast: false)) }
                same = []
                added.append(after[right])
                right += 1
            } else {
                flush()
                if right < after.count { same.append(after[right]) }
                left += 1
                right += 1
            }
        }
        flush()
        if !same.isEmpty { pieces.append(excerpt(of: same, isFirst: pieces.isEmpty, isLast: true)) }
        return pieces.joined(separator: " ")
    }

    private static func places(of changes: [CollectionDifference<String>.Change]) -> Set<Int> {
        Set(
            changes.map { change in
                switch change {
                case .insert(let place, _, _), .remove(let place, _, _): place
                }
            })
    }

    /// A few words on each side of a change.
    private static func excerpt(of words: [String], isFirst: Bool, isLast: Bool) -> String {
        let context = 5
        let head = isFirst ? 0 : context
        let tail = isLast ? 0 : context
        guard words.count > head + tail + 1 else { return words.joined(separator: " ") }
        return (words.prefix(head) + ["…"] + words.suffix(tail)).joined(separator: " ")
    }
}
