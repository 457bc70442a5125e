public import CEL

/// A language in which an author is told things.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case portuguese = "pt-BR"

    /// The language of what a system calls its locale, such as `pt_BR.UTF-8`; English where it is none that is spoken here.
    public init(locale: String) {
        self = locale.lowercased().hasPrefix("pt") ? .portuguese : .english
    }
}

extension Wording {
    public func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .portuguese: text { Portuguese.sentences[$0] ?? $0 }
        }
    }

    func pattern(in language: Language) -> String {
        switch language {
        case .english: pattern
        case .portuguese: Portuguese.sentences[pattern] ?? pattern
        }
    }
}
