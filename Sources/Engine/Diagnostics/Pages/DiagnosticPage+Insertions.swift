/// Values in texts.
extension DiagnosticPage {
    static let insertions: [DiagnosticPage] = [
        DiagnosticPage(
            .unclosedTemplate, Bilingual("'{{' is never closed", "'{{' nunca é fechado"),
            about: Bilingual(
                """
                Two braces open an expression and two close it. With one missing nobody knows where the text goes
                on. Where a customer is to read two braces, write {{ '{{' }}.
                """,
                """
                Duas chaves abrem uma expressão e duas a fecham. Se falta uma, ninguém sabe onde o texto continua.
                Onde o cliente deve ler duas chaves, escreva {{ '{{' }}.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: {{ message.text }"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: {{ message.text }}"}
                """),
        DiagnosticPage(
            .emptyTemplate, Bilingual("There is nothing between '{{' and '}}'", "Não há nada entre '{{' e '}}'"),
            about: Bilingual(
                """
                The place for a value is there and the value is not: perhaps it was meant to be filled in later. The
                customer would read 'Olá, !'. Write a name, or take the braces away.
                """,
                """
                O lugar do valor existe e o valor não: talvez fosse para preencher depois. O cliente leria 'Olá, !'.
                Escreva um nome, ou tire as chaves.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá, {{ }}!"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá, {{ contact.first_name.orValue('tudo bem') }}!"}
                """),
        DiagnosticPage(
            .mayBeMissing,
            Bilingual(
                "A value may be missing, and the text would have a hole",
                "Um valor pode faltar, e o texto teria um buraco"),
            about: Bilingual(
                """
                Not every customer has a name in WhatsApp, and not every order has a date. For those who have none
                the sentence would read 'Olá, !'. Say what stands there then, with 'orValue'.
                """,
                """
                Nem todo cliente tem nome no WhatsApp, e nem todo pedido tem data. Para quem não tem, a frase
                ficaria 'Olá, !'. Diga com 'orValue' o que aparece nesse caso.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá, {{ contact.first_name }}!"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá, {{ contact.first_name.orValue('seja bem-vindo') }}!"}
                """),
        DiagnosticPage(
            .unprintable,
            Bilingual("A value has no single way to stand in a text", "Um valor não tem um jeito único de aparecer num texto"),
            about: Bilingual(
                """
                A list, a point in time or an object can be written in many ways, and a customer should not read the
                one that programs use, such as '["pão", "bolo"]'. Say how: join the list, or write the time as a day
                or an hour.
                """,
                """
                Uma lista, um instante ou um objeto podem ser escritos de muitos jeitos, e o cliente não deve ler o
                jeito dos programas, como '["pão", "bolo"]'. Diga como: junte a lista, ou escreva o instante como
                dia ou hora.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  itens: {type: list(string), default: [pão, bolo]}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Hoje temos {{ itens }}."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  itens: {type: list(string), default: [pão, bolo]}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Hoje temos {{ itens.join(', ') }}."}
                """),
    ]
}
