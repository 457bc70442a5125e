import Testing

@Suite("expressions of a restaurant")
struct RestaurantSheet {
    private let sheet = Sheet(
        head: """
            types:
              Prato: {nome: string, preco: number, qtd: integer, opcoes: list(string), vegetariano: boolean}
            state:
              carrinho:
                type: list(Prato)
                default:
                  - {nome: pizza margherita, preco: 59.9, qtd: 1, opcoes: [borda recheada], vegetariano: true}
                  - {nome: refrigerante, preco: 7.5, qtd: 3, opcoes: [], vegetariano: true}
              taxa: {type: number, default: 0.1}
              entrega: {type: number, default: 8}
              pessoas: {type: integer, default: 4}
              endereco: {type: string, optional: true}
              pontos: {type: map(integer), default: {ana: 120}}
            """)

    typealias Row = Sheet.Row

    @Test(
        "an expression comes to what is beside it",
        arguments: [
            Row("say: \"{{ carrinho.map(p, p.nome).join(', ') }}\"", "pizza margherita, refrigerante"),
            Row("say: \"{{ money(carrinho[0].preco + carrinho[1].preco * carrinho[1].qtd) }}\"", "R$ 82,40"),
            Row("say: \"{{ percent(taxa) }} de serviço: {{ money(82.4 * taxa) }}\"", "10% de serviço: R$ 8,24"),
            Row("say: \"{{ entrega == 0 ? 'grátis' : money(entrega) }}\"", "R$ 8,00"),
            Row("say: \"{{ money(entrega / pessoas) }} por pessoa\"", "R$ 2,00 por pessoa"),
            Row("say: \"Mesa para {{ pessoas }} {{ plural(pessoas, 'pessoa', 'pessoas') }}\"", "Mesa para 4 pessoas"),
            Row("if: carrinho.all(p, p.vegetariano)", "true"),
            Row("if: carrinho.exists(p, size(p.opcoes) > 0)", "true"),
            Row("say: \"{{ carrinho.filter(p, p.preco < 10).map(p, p.nome).join(', ') }}\"", "refrigerante"),
            Row("if: size(carrinho) == 0", "false"),
            Row("say: \"Entrega em {{ endereco.orValue('nosso balcão') }}\"", "Entrega em nosso balcão"),
            Row("if: endereco.hasValue()", "false"),
            Row("if: parseNumber(message.text, 0) > 0", "true", heard: "2"),
            Row("if: \"fold(trim(message.text)) in ['cardapio', 'menu']\"", "true", heard: " Cardápio "),
            Row("if: now.getHours('America/Sao_Paulo') >= 18", "false"),
            Row("say: \"Você tem {{ pontos[?'ana'].orValue(0) }} pontos\"", "Você tem 120 pontos"),
            Row("if: \"'bia' in pontos\"", "false"),
            Row(
                "json: {itens: \"{{ state.carrinho.map(p, {'nome': p.nome, 'qtd': p.qtd}) }}\", entrega: \"{{ state.entrega }}\"}",
                #"{"itens":[{"nome":"pizza margherita","qtd":1},{"nome":"refrigerante","qtd":3}],"entrega":8}"#),
            Row(
                """
                say:
                  - each: carrinho
                    as: prato
                    max: 1
                    text: "• {{ prato.nome }}"
                    more: "… e mais {{ rest }}"
                    empty: Seu carrinho está vazio.
                """, "• pizza margherita\n… e mais 1"),
        ])
    func rows(row: Row) throws { try sheet.check(row) }
}
