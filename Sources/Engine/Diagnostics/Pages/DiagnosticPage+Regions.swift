/// How a bot writes for its region, and what this release has not.
extension DiagnosticPage {
    static let regions: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownLanguage, Bilingual("The bot's language is not known", "O idioma do bot não é conhecido"),
            about: Bilingual(
                """
                By its language a bot writes '1.234,50' or '1,234.50', and understands 'amanhã' or 'tomorrow'. Write
                the language and the country, as in 'pt-BR'.
                """,
                """
                Pelo idioma um bot escreve '1.234,50' ou '1,234.50', e entende 'amanhã' ou 'tomorrow'. Escreva o
                idioma e o país, como em 'pt-BR'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BX}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """),
        DiagnosticPage(
            .unknownTimeZone, Bilingual("The bot's time zone is not known", "O fuso horário do bot não é conhecido"),
            about: Bilingual(
                """
                By its time zone a bot knows whether the shop is open and which day 'amanhã' is. A wrong zone would
                tell customers that you are closed while you stand at the counter. Write the name of a city of the
                zone, as in 'America/Sao_Paulo'.
                """,
                """
                Pelo fuso horário um bot sabe se a loja está aberta e que dia é 'amanhã'. Um fuso errado diria aos
                clientes que está fechado enquanto você está no balcão. Escreva o nome de uma cidade do fuso, como
                em 'America/Sao_Paulo'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, timezone: America/Sao_Paolo}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, timezone: America/Sao_Paulo}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """),
        DiagnosticPage(
            .unknownCurrency, Bilingual("The bot's currency is not known", "A moeda do bot não é conhecida"),
            about: Bilingual(
                """
                By its currency a bot writes 'R$ 12,50' for an amount. Write the three letters of ISO 4217, as in
                'BRL' or 'EUR'.
                """,
                """
                Pela moeda um bot escreve 'R$ 12,50' para um valor. Escreva as três letras da ISO 4217, como em
                'BRL' ou 'EUR'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, currency: BRK}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, currency: BRL}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """),
        DiagnosticPage(
            .notYetEnforced, Bilingual("This is read, and nothing is done by it yet", "Isto é lido, mas ainda não tem efeito"),
            about: Bilingual(
                """
                Trama knows the key and the bot runs, but as if the key were not there: do not rely on it. Here a
                rule of a JSON Schema is not checked, so that an answer that breaks it would be taken all the same.
                """,
                """
                O Trama conhece a chave e o bot roda, mas como se ela não estivesse ali: não conte com ela. Aqui uma
                regra de um JSON Schema não é verificada, e uma resposta que a viola seria aceita do mesmo jeito.
                """),
            path: "schemas/pedido.json",
            failing: """
                {
                  "type": "object",
                  "properties": {
                    "itens": {"type": "array", "items": {"type": "string"}, "uniqueItems": true}
                  }
                }
                """,
            mended: """
                {
                  "type": "object",
                  "properties": {
                    "itens": {"type": "array", "items": {"type": "string"}}
                  }
                }
                """,
            others: [
                "bot.yaml": """
                version: 1
                bot: {id: padaria, name: Padaria}
                types:
                  pedido: {$ref: schemas/pedido.json}
                state:
                  pedido: pedido?
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Seu pedido: {{ pedido.?itens.orValue([]).join(', ') }}."}
                """
            ]),
    ]
}
