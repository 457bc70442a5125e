/// What the engine itself says to a person, in the bot's language.
struct Phrases: Sendable {
    /// The buttons of a question that names none.
    let yes: String
    let no: String

    /// - Parameter language: Such as `pt-BR`; any other than Portuguese gets English.
    static func of(_ language: String) -> Phrases {
        language.hasPrefix("pt") ? portuguese : english
    }

    private static let portuguese = Phrases(yes: "Sim", no: "Não")
    private static let english = Phrases(yes: "Yes", no: "No")
}
