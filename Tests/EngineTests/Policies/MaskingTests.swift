import Testing

@testable import Engine

@Suite("personal data in what a model is shown")
struct MaskingTests {
    @Test(
        "is known by its form and its check digits",
        arguments: [
            ("CPF 529.982.247-25.", "CPF [cpf-1]."), ("52998224725", "[cpf-1]"), ("529 982 247 25", "[cpf-1]"),
            ("529.982.247-24", "529.982.247-24"), ("111.111.111-11", "111.111.111-11"), ("pedido 12345", "pedido 12345"),
            ("4111-1111-1111-1111 e 4111111111111111", "[cartao-1] e [cartao-1]"), ("4111 1111 1111 1112", "4111 1111 1111 1112"),
            ("Ana.Souza+x@exemplo.com.br!", "[email-1]!"), ("ana@exemplo", "ana@exemplo"),
            ("(11) 99999-0001", "[phone-1]"), ("+55 11 99999-0001 ou 11 3333-4444", "[phone-1] ou [phone-2]"),
            ("protocolo 20251234", "protocolo 20251234"),
            ("a@b.co, c@d.co, A@B.co", "[email-1], [email-2], [email-1]"),
        ])
    func masked(text: String, expected: String) {
        let masking = Masking(PersonalData.allCases, in: [.user(text)])
        #expect(masking.masked(text) == expected)
    }

    @Test("comes back in what the model answers")
    func unmasked() {
        let masking = Masking(
            [.email], in: [.user("ana@exemplo.com"), .assistant("bia@exemplo.com e ana@exemplo.com", calls: [])])
        #expect(
            masking.unmasked("[email-2], [email-1], [email-3], [cpf-1]") == "bia@exemplo.com, ana@exemplo.com, [email-3], [cpf-1]"
        )
    }

    @Test("is left alone in what the bot's author wrote, and where no kind is named")
    func untouched() {
        #expect(Masking([.email], in: [.system("loja@exemplo.com")]).isEmpty)
        #expect(Masking([], in: [.user("ana@exemplo.com")]).isEmpty)
    }
}
