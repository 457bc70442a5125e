/// What the engine itself says to a person and hears from one, in the bot's language.
struct Phrases: Sendable {
    /// The buttons of a question that names none.
    let yes: String
    let no: String
    /// The button that opens a list.
    let choose: String
    /// Folded.
    let backWords: Set<String>
    let againWords: Set<String>
    let cancelWords: Set<String>
    let correctWords: Set<String>
    /// Between what is corrected and its new value, folded.
    let toWords: Set<String>
    /// What does not count in the name of an answer, folded.
    let smallWords: Set<String>
    /// To one who wants to go back when there is no answer that could be taken back.
    let nothingBefore: String
    let cancelled: String
    /// Before a person's data are deleted, and after it.
    let forgetQuestion: String
    let forgotten: String
    /// By which a person who wanted no messages wants them again, folded.
    let returnWords: Set<String>

    /// - Parameter language: Such as `pt-BR`; any other than Portuguese gets English.
    static func of(_ language: String) -> Phrases {
        language.hasPrefix("pt") ? portuguese : english
    }

    private static let portuguese = Phrases(
        yes: "Sim", no: "Não", choose: "Escolher", backWords: ["voltar", "volta", "anterior", "pergunta anterior"],
        againWords: ["repetir", "repete", "repita", "pode repetir", "nao entendi", "como", "como assim"],
        cancelWords: ["cancelar", "cancela", "desistir", "desisto", "deixa pra la"],
        correctWords: ["corrigir", "corrige", "corrija", "quero corrigir", "mudar", "alterar"],
        toWords: ["para", "pra"],
        smallWords: ["o", "a", "os", "as", "meu", "minha", "meus", "minhas", "de", "do", "da"],
        nothingBefore: "Não há pergunta anterior.", cancelled: "Tudo bem, cancelei.",
        forgetQuestion: "Posso apagar tudo o que guardei das nossas conversas? Isso não pode ser desfeito.",
        forgotten: "Pronto, seus dados foram apagados.",
        returnWords: ["voltar a receber", "quero receber", "quero receber mensagens", "start"])

    private static let english = Phrases(
        yes: "Yes", no: "No", choose: "Choose", backWords: ["back", "go back", "previous"],
        againWords: ["repeat", "again", "say that again", "i don't understand"],
        cancelWords: ["cancel", "never mind", "nevermind", "quit"],
        correctWords: ["correct", "change", "fix", "i want to correct"], toWords: ["to"],
        smallWords: ["the", "my"], nothingBefore: "There is no question to go back to.",
        cancelled: "All right, I cancelled that.",
        forgetQuestion: "May I delete all that I kept of our conversations? This cannot be undone.",
        forgotten: "Done, your data are deleted.",
        returnWords: ["start", "subscribe", "unstop"])
}
