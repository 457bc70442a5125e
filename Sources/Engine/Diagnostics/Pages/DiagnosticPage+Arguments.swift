/// What is given and kept.
extension DiagnosticPage {
    static let arguments: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownArgument,
            Bilingual("A tool or graph is given what it does not take", "Uma ferramenta ou grafo recebe o que não aceita"),
            about: Bilingual(
                """
                The name under 'with' is none of the parameters. The value would be dropped without a word, and the
                tool would look for something else than the customer asked for.
                """,
                """
                O nome em 'with' não é nenhum dos parâmetros. O valor seria descartado sem aviso, e a ferramenta
                buscaria outra coisa do que o cliente pediu.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  preco:
                    description: O preço de um produto.
                    parameters: {produto: {type: string, default: pão}}
                    sql: {connection: loja, rows: one, query: "select preco from produtos where nome = :produto"}
                    output: {preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: preco, with: {produtos: bolo}}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  preco:
                    description: O preço de um produto.
                    parameters: {produto: {type: string, default: pão}}
                    sql: {connection: loja, rows: one, query: "select preco from produtos where nome = :produto"}
                    output: {preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: preco, with: {produto: bolo}}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .missingArgument,
            Bilingual("A tool or graph is not given what it needs", "Uma ferramenta ou grafo não recebe o que precisa"),
            about: Bilingual(
                """
                A parameter that has no default is not filled, so that the tool could not be called and the customer
                would read an excuse. Give it under 'with'.
                """,
                """
                Um parâmetro sem valor padrão não é preenchido: a ferramenta não poderia ser chamada, e o cliente
                leria uma desculpa. Preencha-o em 'with'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  preco:
                    description: O preço de um produto.
                    parameters: {produto: string}
                    sql: {connection: loja, rows: one, query: "select preco from produtos where nome = :produto"}
                    output: {preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: preco}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  preco:
                    description: O preço de um produto.
                    parameters: {produto: string}
                    sql: {connection: loja, rows: one, query: "select preco from produtos where nome = :produto"}
                    output: {preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: preco, with: {produto: bolo}}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .answerType, Bilingual("An answer does not fit where it is kept", "Uma resposta não cabe onde é guardada"),
            about: Bilingual(
                """
                The question takes one type, and the state that keeps the answer is declared as another. A customer
                who answers rightly could not be understood. Change 'type', or the declaration under 'state'.
                """,
                """
                A pergunta aceita um tipo, e o estado que guarda a resposta está declarado como outro. O cliente que
                responde certo não seria entendido. Mude 'type', ou a declaração em 'state'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  dia: date
                graph:
                  start: quando
                  nodes:
                    quando: {ask: Para que dia?, type: email, save: dia}
                    fim: {say: "Combinado: {{ dia }}."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  dia: date
                graph:
                  start: quando
                  nodes:
                    quando: {ask: Para que dia?, type: date, save: dia}
                    fim: {say: "Combinado: {{ dia }}."}
                """),
        DiagnosticPage(
            .unusedState, Bilingual("A name under 'state' is never read", "Um nome em 'state' nunca é lido"),
            about: Bilingual(
                """
                The bot asks the customer for something and never uses it, or keeps a name that nothing writes or
                reads. People answer questions only so often: use the answer, or do not ask.
                """,
                """
                O bot pergunta algo ao cliente e nunca usa, ou guarda um nome que nada escreve nem lê. As pessoas
                não respondem perguntas para sempre: use a resposta, ou não pergunte.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  bairro: string
                graph:
                  start: onde
                  nodes:
                    onde: {ask: Em que bairro você mora?, save: bairro}
                    fim: {say: Obrigado!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  bairro: string
                graph:
                  start: onde
                  nodes:
                    onde: {ask: Em que bairro você mora?, save: bairro}
                    fim: {say: "Obrigado! Entregamos em {{ bairro }}."}
                """),
    ]
}
