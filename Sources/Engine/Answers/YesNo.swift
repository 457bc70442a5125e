/// Reads a yes or a no as people write it in Portuguese or English.
enum YesNo {
    private static let yes: Set = [
        "sim", "s", "ss", "si", "claro", "claro que sim", "com certeza", "certeza", "isso", "isso mesmo", "exato", "exatamente",
        "certo", "correto", "pode", "pode sim", "pode ser", "confirmo", "confirmado", "aceito", "quero", "quero sim", "positivo",
        "aham", "uhum", "beleza", "blz", "ok", "okay", "sim quero", "sim claro", "sim pode", "yes", "y", "yeah", "yep", "yup",
        "sure", "of course", "correct", "right", "go ahead", "confirm", "confirmed", "absolutely", "definitely", "👍",
    ]
    private static let no: Set = [
        "nao", "n", "nn", "claro que nao", "negativo", "de jeito nenhum", "agora nao", "ainda nao", "nao quero", "nao pode",
        "nem pensar", "nunca", "jamais", "cancelar", "cancela", "no", "nope", "nah", "never", "not now", "not yet", "no way",
        "of course not", "👎",
    ]
    private static let courtesies: Set = [
        "obrigado", "obrigada", "obg", "favor", "pfv", "pf", "please", "thanks", "thank", "you",
    ]

    /// `nil` for what is neither.
    static func value(of text: String) -> Bool? {
        guard text.utf8.count <= 64 else { return nil }
        let words = text.folded.split { $0.isWhitespace || $0.isPunctuation }.map(String.init)
        let said = words.filter { !courtesies.contains($0) && $0 != "por" }.joined(separator: " ")
        if yes.contains(said) { return true }
        return no.contains(said) ? false : nil
    }
}
