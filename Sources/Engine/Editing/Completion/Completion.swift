/// What an author may write at a place.
public struct Completion: Sendable, Equatable {
    public enum Kind: Sendable {
        case key, word, node, tool, state, name, field, function
    }

    public let label: String
    public let kind: Kind
    /// A few words beside it, such as a type or a signature.
    public let detail: String
    /// What it is for; empty where nothing is known.
    public let about: String
    /// What is written, with `$0` where the cursor is to stand then.
    public let snippet: String
    /// What is written for an editor that knows no snippets.
    public var text: String { snippet.replacingPlace }

    init(_ label: String, _ kind: Kind, detail: String = "", about: String = "", snippet: String? = nil) {
        self.label = label
        self.kind = kind
        self.detail = detail
        self.about = about
        self.snippet = snippet ?? label
    }
}

/// Completions in the order in which they are shown, and the stretch of the file that one of them replaces.
public struct Completions: Sendable {
    public let items: [Completion]
    public let replaced: SourceSpan
}

extension String {
    fileprivate var replacingPlace: String {
        guard let place = firstRange(of: "$0") else { return self }
        return String(self[..<place.lowerBound] + self[place.upperBound...])
    }
}
