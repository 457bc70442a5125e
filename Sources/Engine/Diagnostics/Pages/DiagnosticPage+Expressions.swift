/// Expressions that have no value.
extension DiagnosticPage {
    static let expressions: [DiagnosticPage] = [
        DiagnosticPage(
            .expressionSyntax, Bilingual("An expression cannot be read", "Uma expressão não pode ser lida"),
            about: Bilingual(
                """
                Something is missing or left over: a bracket, a quote, a value behind '+'. An expression that cannot
                be read has no value, and the customer would get no answer. The mark shows where Trama could not
                read on.
                """,
                """
                Falta ou sobra algo: um parêntese, uma aspa, um valor depois de '+'. Uma expressão que não se lê não
                tem valor, e o cliente ficaria sem resposta. A marca mostra onde o Trama não conseguiu continuar.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: {{ message.text + }}"}
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
            .unknownName, Bilingual("A name in an expression means nothing", "Um nome numa expressão não significa nada"),
            about: Bilingual(
                """
                An expression sees the names under 'state', what every bot has ('message', 'contact', 'now' and so
                on) and the fields of both. This one is none of them, mostly by a typing error. The customer would
                get a hole in the sentence, or none at all.
                """,
                """
                Uma expressão enxerga os nomes em 'state', o que todo bot tem ('message', 'contact', 'now' e assim
                por diante) e os campos de ambos. Este não é nenhum deles, quase sempre por erro de digitação. O
                cliente receberia uma frase com um buraco, ou nenhuma.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabor: string
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?, save: sabor}
                    fim: {say: "Um bolo de {{ sabro }}, anotado. Sabor {{ sabor }} é ótimo!"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabor: string
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?, save: sabor}
                    fim: {say: "Um bolo de {{ sabor }}, anotado. Sabor {{ sabor }} é ótimo!"}
                """),
        DiagnosticPage(
            .unknownFunction, Bilingual("No function has this name", "Nenhuma função tem este nome"),
            about: Bilingual(
                """
                Expressions have a fixed set of functions; docs/expressions.md lists them. This name is none of
                them, so that the value could not be worked out.
                """,
                """
                As expressões têm um conjunto fixo de funções; docs/expressions.md as lista. Este nome não é nenhuma
                delas, e o valor não poderia ser calculado.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: {{ uper(message.text) }}"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Você escreveu: {{ upper(message.text) }}"}
                """),
        DiagnosticPage(
            .wrongOperand,
            Bilingual("Two things do not go together in an expression", "Duas coisas não combinam numa expressão"),
            about: Bilingual(
                """
                A number and a text cannot be added, a text has no fields, and so on. Trama never guesses: '2' + 1
                might mean 3 or 21, and a customer would pay the difference. Turn one of the two into the type of
                the other, with 'string(…)' or 'int(…)', or take away the quotes.
                """,
                """
                Um número e um texto não se somam, um texto não tem campos, e assim por diante. O Trama nunca
                adivinha: '2' + 1 poderia ser 3 ou 21, e o cliente pagaria a diferença. Converta um dos dois no tipo
                do outro, com 'string(…)' ou 'int(…)', ou tire as aspas.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  caixas: {type: integer, default: 0}
                graph:
                  start: mais
                  nodes:
                    mais: {set: {caixas: "caixas + '1'"}}
                    fim: {say: "São {{ caixas }} caixas."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  caixas: {type: integer, default: 0}
                graph:
                  start: mais
                  nodes:
                    mais: {set: {caixas: "caixas + 1"}}
                    fim: {say: "São {{ caixas }} caixas."}
                """),
        DiagnosticPage(
            .expressionType,
            Bilingual("An expression gives another type than is needed", "Uma expressão dá outro tipo do que é preciso"),
            about: Bilingual(
                """
                A condition needs true or false, a number needs a number. What a customer wrote is a text even when
                it says '3'. Let an 'ask' with 'save' read it: then the answer is checked, and a customer who writes
                'três' is understood as well.
                """,
                """
                Uma condição precisa de verdadeiro ou falso, um número precisa de um número. O que o cliente
                escreveu é um texto mesmo quando diz '3'. Deixe um 'ask' com 'save' ler: aí a resposta é verificada,
                e o cliente que escreve 'três' também é entendido.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR}
                state:
                  caixas: {type: integer, default: 0}
                graph:
                  start: quantas
                  nodes:
                    quantas: {ask: Quantas caixas?}
                    guarda: {set: {caixas: message.text}}
                    fim: {say: "São {{ caixas }} caixas."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR}
                state:
                  caixas: {type: integer, default: 0}
                graph:
                  start: quantas
                  nodes:
                    quantas: {ask: Quantas caixas?, save: caixas}
                    fim: {say: "São {{ caixas }} caixas."}
                """),
        DiagnosticPage(
            .expressionTooLarge, Bilingual("An expression is too long or too deep", "Uma expressão é longa ou profunda demais"),
            about: Bilingual(
                """
                An expression has a largest length, and brackets a largest depth. Beyond it nobody can read it, and
                it would take time that other customers wait for. Work parts of it out in a 'set' before, and give
                them names.
                """,
                """
                Uma expressão tem um tamanho máximo, e os parênteses uma profundidade máxima. Além disso ninguém
                consegue lê-la, e ela gastaria tempo pelo qual outros clientes esperam. Calcule partes dela antes,
                num 'set', e dê-lhes nomes.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "{{ ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((('Oi'))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))) }}"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "{{ 'Oi' }}"}
                """),
    ]
}
