/// What nothing uses.
extension DiagnosticPage {
    static let leftovers: [DiagnosticPage] = [
        DiagnosticPage(
            .unlistedColumns,
            Bilingual("A query lets every column of the table through", "Uma consulta deixa passar todas as colunas da tabela"),
            about: Bilingual(
                """
                With 'select *' and no 'output' all that the table holds reaches the model and the state: also what
                a colleague adds next year, such as a document number or a note about the customer. Name the columns
                that the bot needs.
                """,
                """
                Com 'select *' e sem 'output', tudo o que a tabela tem chega ao modelo e ao estado: também o que um
                colega acrescentar no ano que vem, como um número de documento ou uma observação sobre o cliente.
                Cite as colunas de que o bot precisa.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select * from produtos"}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select nome, preco from produtos"}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .unusedTool, Bilingual("Nothing uses a tool", "Nada usa uma ferramenta"),
            about: Bilingual(
                """
                No agent offers the tool and no node runs it: perhaps its name was forgotten under 'tools', and the
                model tells customers that it cannot look that up. Name it there, or remove it.
                """,
                """
                Nenhum agente oferece a ferramenta e nenhum nó a roda: talvez o nome tenha sido esquecido em
                'tools', e o modelo diz aos clientes que não consegue consultar aquilo. Cite-a lá, ou apague-a.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select nome from produtos"}
                    output: {nome: string}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select nome from produtos"}
                    output: {nome: string}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria., tools: [cardapio]}
                """),
        DiagnosticPage(
            .unusedModel, Bilingual("Nothing asks a model", "Nada consulta um modelo"),
            about: Bilingual(
                """
                The model is declared and no node and no 'fallback' names it. If it was meant to stand in when the
                first one fails, it does not: customers would read an excuse instead.
                """,
                """
                O modelo está declarado, mas nenhum nó nem 'fallback' o cita. Se era para substituir o primeiro
                quando ele falha, não substitui: os clientes leriam uma desculpa.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                  reserva: {use: openai/gpt-4o, api_key: "${OPENAI_API_KEY}"}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}", fallback: reserva}
                  reserva: {use: openai/gpt-4o, api_key: "${OPENAI_API_KEY}"}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """),
        DiagnosticPage(
            .unusedConnection, Bilingual("Nothing uses a connection", "Nada usa uma conexão"),
            about: Bilingual(
                """
                The operator has to set an address and a password for it, and the bot never uses them. What is not
                needed is better not there. Name it in a tool, or remove it.
                """,
                """
                O operador precisa definir um endereço e uma senha para ela, e o bot nunca os usa. O que não é
                preciso é melhor não existir. Cite-a numa ferramenta, ou apague-a.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                  antiga: {postgres: "${ANTIGA_URL}", access: read}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select nome from produtos"}
                    output: {nome: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select nome from produtos"}
                    output: {nome: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .unusedParameter, Bilingual("A query does not use a parameter", "Uma consulta não usa um parâmetro"),
            about: Bilingual(
                """
                The customer is asked for something that changes nothing about the answer. Often a condition was
                forgotten in the query: whoever asks for the cakes of one day would get those of all days.
                """,
                """
                Pergunta-se ao cliente algo que não muda em nada a resposta. Muitas vezes uma condição foi esquecida
                na consulta: quem pede os bolos de um dia receberia os de todos os dias.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  bolos:
                    description: Os bolos de um dia.
                    parameters: {dia: string}
                    sql: {connection: loja, query: "select nome from bolos"}
                    output: {nome: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: bolos, with: {dia: segunda}}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  bolos:
                    description: Os bolos de um dia.
                    parameters: {dia: string}
                    sql: {connection: loja, query: "select nome from bolos where dia = :dia"}
                    output: {nome: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: bolos, with: {dia: segunda}}
                    fim: {end: pronto}
                """),
    ]
}
