/// A text in each language in which an author is told things, where the two are written side by side.
struct Bilingual: Sendable {
    let english: String
    let portuguese: String

    init(_ english: String, _ portuguese: String) {
        self.english = english
        self.portuguese = portuguese
    }

    subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .portuguese: portuguese
        }
    }
}
