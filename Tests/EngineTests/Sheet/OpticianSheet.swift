import Testing

@Suite("expressions of an optician")
struct OpticianSheet {
    private let sheet = Sheet(
        head: """
            types:
              Item: {nome: string, qtd: integer, preco: number, estoque: integer}
              Pedido: {numero: string, status: string, total: number, prazo: datetime, retirada: date, cupom: string?, itens: list(Item)}
              Cliente: {nome: string, apelido: string?, vip: boolean, cpf: string}
            state:
              pedido:
                type: Pedido
                default:
                  numero: "12345"
                  status: pago
                  total: 1234.56
                  prazo: "2026-11-18T18:00:00-03:00"
                  retirada: "2026-12-01"
                  itens:
                    - {nome: lente multifocal, qtd: 2, preco: 490.5, estoque: 0}
                    - {nome: armação azul, qtd: 1, preco: 253.56, estoque: 7}
              cliente: {type: Cliente, default: {nome: Ana, vip: true, cpf: "12345678909"}}
              grau: {type: number, default: -2.675}
            """)

    typealias Row = Sheet.Row

    @Test(
        "an expression comes to what is beside it",
        arguments: [
            Row("if: pedido.total > 100 && cliente.vip", "true"),
            Row("if: fold(message.text).startsWith('sim')", "true", heard: "SIM!"),
            Row("if: fold(message.text).startsWith('sim')", "false", heard: "Não"),
            Row("if: pedido.itens.exists(i, i.estoque == 0)", "true"),
            Row("say: \"{{ pedido.itens[?0].nome.orValue('-') }}\"", "lente multifocal"),
            Row("say: \"{{ pedido.itens[?9].nome.orValue('-') }}\"", "-"),
            Row("say: \"{{ money(pedido.total) }}\"", "R$ 1.234,56"),
            Row("if: now() - pedido.prazo > duration('72h')", "true"),
            Row("if: \"pedido.status in ['pago', 'enviado']\"", "true"),
            Row("say: \"{{ cliente.?apelido.orValue(cliente.nome) }}\"", "Ana"),
            Row("json: {quantidade: \"{{ state.pedido.itens[0].qtd }}\"}", #"{"quantidade":2}"#),
            Row("json: {cupom: \"{{ state.pedido.?cupom }}\", vip: \"{{ state.cliente.vip }}\"}", #"{"vip":true}"#),
            Row(
                "say: \"Olá, {{ title(contact.?name.orValue('cliente')) }}! Seu pedido {{ pedido.numero }} está {{ pedido.status }}.\"",
                "Olá, Ana de Souza! Seu pedido 12345 está pago."),
            Row(
                "say: \"Retire até {{ date(pedido.retirada) }}, faltam {{ daysBetween(today(), pedido.retirada) }} dias.\"",
                "Retire até 01/12/2026, faltam 8 dias."),
            Row("say: \"{{ pedido.itens.map(i, i.nome).join(' e ') }}\"", "lente multifocal e armação azul"),
            Row("say: \"{{ size(pedido.itens) }} {{ plural(size(pedido.itens), 'item', 'itens') }}\"", "2 itens"),
            Row("say: \"Grau {{ number(grau, 2) }}\"", "Grau -2,68"),
            Row("say: \"CPF {{ mask(cliente.cpf, '***.###.###-**') }}\"", "CPF •••.456.789-••"),
            Row(
                """
                say:
                  - "Pedido {{ pedido.numero }}:"
                  - each: pedido.itens
                    as: item
                    text: "{{ item.qtd }}x {{ item.nome }}: {{ money(item.preco * item.qtd) }}"
                  - {if: has(pedido.cupom), text: "Cupom {{ pedido.?cupom.orValue('') }}"}
                  - {if: pedido.total >= 1000, text: Frete grátis.}
                """, "Pedido 12345:\n2x lente multifocal: R$ 981,00\n1x armação azul: R$ 253,56\nFrete grátis."),
        ])
    func rows(row: Row) throws { try sheet.check(row) }
}
