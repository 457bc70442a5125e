import Testing

@Suite("expressions of a bank")
struct BankSheet {
    private let sheet = Sheet(
        head: """
            types:
              Fatura: {valor: number, minimo: number, vencimento: date, paga: boolean}
              Lancamento: {descricao: string, valor: number, em: datetime}
            state:
              saldo: {type: number, default: -1520.005}
              limite: {type: number, default: 5000}
              fatura: {type: Fatura, default: {valor: 2675.5, minimo: 401.33, vencimento: "2026-11-20", paga: false}}
              cartao: {type: string, default: "4111111111111111"}
              juros: {type: number, default: 0.1499}
              tentativas: {type: integer, default: 2}
              extrato:
                type: list(Lancamento)
                default:
                  - {descricao: PIX recebido, valor: 100, em: "2026-11-21T09:15:00-03:00"}
                  - {descricao: Boleto, valor: -89.9, em: "2026-11-22T23:59:00-03:00"}
            """)

    typealias Row = Sheet.Row

    @Test(
        "an expression comes to what is beside it",
        arguments: [
            Row("say: \"Saldo: {{ money(saldo) }}\"", "Saldo: -R$ 1.520,01"),
            Row(
                "say: \"Limite: {{ money(limite) }}, usado {{ percent((limite + saldo) / limite, 1) }}\"",
                "Limite: R$ 5.000,00, usado 69,6%"),
            Row("if: saldo < 0 && -saldo <= limite", "true"),
            Row("if: '!fatura.paga && fatura.vencimento < today()'", "true"),
            Row(
                "say: \"Venceu há {{ daysBetween(fatura.vencimento, today()) }} dias, em {{ date(fatura.vencimento, 'd/M') }}\"",
                "Venceu há 3 dias, em 20/11"),
            Row("say: \"{{ percent(juros) }} ao mês\"", "14,99% ao mês"),
            Row("say: \"Cartão {{ mask(cartao, '**** **** **** ####') }}\"", "Cartão •••• •••• •••• 1111"),
            Row("say: \"final {{ cartao.substring(12) }}\"", "final 1111"),
            Row("say: \"{{ money(fatura.valor, 'USD') }} = {{ money(fatura.valor * 5.4321) }}\"", "US$ 2.675,50 = R$ 14.533,58"),
            Row("say: \"{{ money(fatura.valor, 'USD', 'en-US') }}\"", "$2,675.50"),
            Row("say: \"{{ tentativas == 1 ? 'Última tentativa' : 'Restam ' + string(tentativas) }}\"", "Restam 2"),
            Row("if: tentativas - 1 == 0 || tentativas > 3", "false"),
            Row("if: parseNumber(message.text, 0) >= fatura.minimo", "true", heard: "R$ 401,33"),
            Row("say: \"{{ money(parseNumber(message.text, 0)) }}\"", "R$ 1.500,00", heard: "1.500"),
            Row("if: \"message.text.contains('@') && message.text.endsWith('.br')\"", "true", heard: "ana@banco.com.br"),
            Row(
                "say: \"{{ extrato.filter(l, l.valor < 0).map(l, l.descricao + ' ' + money(l.valor)).join('; ') }}\"",
                "Boleto -R$ 89,90"),
            Row("say: \"{{ date(extrato[1].em, 'dd/MM') }} {{ time(extrato[1].em, 'America/Noronha') }}\"", "22/11 00:59"),
            Row(
                "say: \"https://banco.example/pix?chave={{ urlEncode(message.text) }}\"",
                "https://banco.example/pix?chave=ana%2B1%40x.com", heard: "ana+1@x.com"),
            Row(
                "say: \"{{ json({'valor': fatura.valor, 'cartao': mask(cartao)}) }}\"",
                #"{"valor":2675.5,"cartao":"••••••••••••1111"}"#),
            Row("say: \"{{ contact.?phone.orValue('sem telefone') }}\"", "5511999990001"),
            Row("say: \"{{ upper(conversation.turns == 1 ? 'primeira' : 'outra') }}\"", "PRIMEIRA"),
        ])
    func rows(row: Row) throws { try sheet.check(row) }
}
