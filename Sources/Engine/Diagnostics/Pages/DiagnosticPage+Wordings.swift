/// Texts that are right and hardly meant.
extension DiagnosticPage {
    static let wordings: [DiagnosticPage] = [
        DiagnosticPage(
            .booleanInText, Bilingual("A customer would read 'true' or 'false'", "Um cliente leria 'true' ou 'false'"),
            about: Bilingual(
                """
                True and false are words of programs. Write what a person should read in each case: condition ?
                'one' : 'other'.
                """,
                """
                'true' e 'false' são palavras de programas. Escreva o que a pessoa deve ler em cada caso: condição ?
                'um' : 'outro'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pago: {type: boolean, default: false}
                graph:
                  start: conta
                  nodes:
                    conta: {say: "Pedido pago: {{ pago }}"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pago: {type: boolean, default: false}
                graph:
                  start: conta
                  nodes:
                    conta: {say: "Pedido pago: {{ pago ? 'sim' : 'não' }}"}
                """),
        DiagnosticPage(
            .numberInText,
            Bilingual(
                "A customer would read a number with a point and all digits",
                "Um cliente leria um número com ponto e todos os dígitos"),
            about: Bilingual(
                """
                In a text a number with a point is written as programs write it: '12.5', or '0.30000000000000004'.
                Use 'money(…)', 'number(…, 2)' or 'percent(…)', which write it as your customers do.
                """,
                """
                Num texto um número com ponto sai como os programas escrevem: '12.5', ou '0.30000000000000004'. Use
                'money(…)', 'number(…, 2)' ou 'percent(…)', que escrevem como seus clientes.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR, currency: BRL}
                state:
                  total: {type: number, default: 12.5}
                graph:
                  start: conta
                  nodes:
                    conta: {say: "São {{ total }}."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR, currency: BRL}
                state:
                  total: {type: number, default: 12.5}
                graph:
                  start: conta
                  nodes:
                    conta: {say: "São {{ money(total) }}."}
                """),
        DiagnosticPage(
            .foreignTemplate,
            Bilingual("A text has the braces of another program in it", "Um texto tem as chaves de outro programa"),
            about: Bilingual(
                """
                In other programs '${…}', '#{…}' or '{…}' stand for a value, but not here: the customer would read
                the braces as they stand. Write '{{ … }}'.
                """,
                """
                Em outros programas '${…}', '#{…}' ou '{…}' representam um valor, mas não aqui: o cliente leria as
                chaves como estão. Escreva '{{ … }}'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: ${message.text}"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: {{ message.text }}"}
                """),
    ]
}
