/// Conditions that are right and hardly meant.
extension DiagnosticPage {
    static let conditions: [DiagnosticPage] = [
        DiagnosticPage(
            .unguardedField, Bilingual("A condition reads what may be missing", "Uma condição lê o que pode faltar"),
            about: Bilingual(
                """
                When the value is missing the expression fails, and the customer gets the bot's excuse in place of
                an answer. Say what counts then, with 'orValue', or ask for it first with 'has(…)'.
                """,
                """
                Quando o valor falta, a expressão falha, e o cliente recebe a desculpa do bot em vez de uma
                resposta. Diga com 'orValue' o que vale nesse caso, ou pergunte antes com 'has(…)'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      if: contact.name == 'Ana'
                      say: Ana, seu bolo de sempre está pronto!
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      if: contact.name.orValue('') == 'Ana'
                      say: Ana, seu bolo de sempre está pronto!
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .unknownChoice,
            Bilingual(
                "A value is compared with a word that it never is",
                "Um valor é comparado com uma palavra que ele nunca é"),
            about: Bilingual(
                """
                The value is one of a few that are declared under 'enum', and this word is none of them: the
                condition never holds, and the way behind it is never taken. It is mostly a typing error.
                """,
                """
                O valor é um dos poucos declarados em 'enum', e esta palavra não é nenhum deles: a condição nunca
                vale, e o caminho atrás dela nunca é seguido. Quase sempre é um erro de digitação.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  situacao: {type: string, enum: [aberto, assando, pronto], default: aberto}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      if: situacao == 'pronta'
                      say: Seu bolo está pronto!
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  situacao: {type: string, enum: [aberto, assando, pronto], default: aberto}
                graph:
                  start: aviso
                  nodes:
                    aviso:
                      if: situacao == 'pronto'
                      say: Seu bolo está pronto!
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .constantCondition,
            Bilingual("A condition is always true, or always false", "Uma condição é sempre verdadeira, ou sempre falsa"),
            about: Bilingual(
                """
                Whatever the customer writes, the answer is the same, so that one of the two ways is never taken.
                Perhaps it was put there for a trial. Ask something that may change, or leave the condition out.
                """,
                """
                Não importa o que o cliente escreva, a resposta é a mesma, e um dos dois caminhos nunca é seguido.
                Talvez tenha sido posta para um teste. Pergunte algo que possa mudar, ou tire a condição.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      if: message.text == 'oi' || 1 == 1
                      say: Olá!
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      if: message.text == 'oi'
                      say: Olá!
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wholeDivision,
            Bilingual("A division of whole numbers drops the rest", "Uma divisão de inteiros joga fora o resto"),
            about: Bilingual(
                """
                Between two whole numbers '/' gives a whole number: 7 / 2 is 3. Whoever shares a bill of 7 would be
                told 3 each. Divide numbers with a point, and write them with 'number(…)' or 'money(…)'.
                """,
                """
                Entre dois inteiros '/' dá um inteiro: 7 / 2 é 3. Quem divide uma conta de 7 ouviria 3 para cada um.
                Divida números com ponto, e escreva-os com 'number(…)' ou 'money(…)'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR, currency: BRL}
                state:
                  total: {type: integer, default: 35}
                graph:
                  start: conta
                  nodes:
                    conta: {say: "Dá {{ money(total / 2) }} para cada um."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR, currency: BRL}
                state:
                  total: {type: integer, default: 35}
                graph:
                  start: conta
                  nodes:
                    conta: {say: "Dá {{ money(double(total) / 2.0) }} para cada um."}
                """),
        DiagnosticPage(
            .unusedVariable,
            Bilingual("A name for the element is given and not used", "Um nome para o item é dado e não é usado"),
            about: Bilingual(
                """
                'exists', 'all', 'filter' and 'map' look at each element of a list under a name that you choose.
                Here the condition does not use it, so that it does not look at the elements at all.
                """,
                """
                'exists', 'all', 'filter' e 'map' olham cada item de uma lista com um nome que você escolhe. Aqui a
                condição não o usa, e portanto nem olha os itens.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabores: {type: list(string), default: [milho, coco]}
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?}
                    tem:
                      if: sabores.exists(s, message.text == 'milho')
                      say: Temos!
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabores: {type: list(string), default: [milho, coco]}
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?}
                    tem:
                      if: sabores.exists(s, message.text == s)
                      say: Temos!
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .shadowedVariable,
            Bilingual("A name for the element hides another value", "Um nome para o item esconde outro valor"),
            about: Bilingual(
                """
                Inside the brackets 'message' would be an element of the list, and the customer's message cannot be
                seen there any more. Give the element a name of its own, even a single letter.
                """,
                """
                Dentro dos parênteses 'message' seria um item da lista, e ali não se vê mais a mensagem do cliente.
                Dê ao item um nome próprio, nem que seja uma letra.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabores: {type: list(string), default: [milho, coco]}
                graph:
                  start: milho
                  nodes:
                    milho:
                      if: sabores.exists(message, message == 'milho')
                      say: Hoje temos bolo de milho!
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabores: {type: list(string), default: [milho, coco]}
                graph:
                  start: milho
                  nodes:
                    milho:
                      if: sabores.exists(s, s == 'milho')
                      say: Hoje temos bolo de milho!
                    fim: {end: pronto}
                """),
    ]
}
