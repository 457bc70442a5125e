/// Names of what stands elsewhere.
extension DiagnosticPage {
    static let references: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownConnection, Bilingual("No connection has this name", "Nenhuma conexão tem este nome"),
            about: Bilingual(
                """
                A tool names a database or a server that is not under 'connections', so that it could reach nothing.
                Names are the same letter by letter: 'lojas' is not 'loja'.
                """,
                """
                Uma ferramenta cita um banco ou um servidor que não está em 'connections', e não alcançaria nada. Os
                nomes são iguais letra por letra: 'lojas' não é 'loja'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  lojas: {sqlite: lojas.sqlite}
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
                  lojas: {sqlite: lojas.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: lojas, query: "select nome from produtos"}
                    output: {nome: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .unknownType, Bilingual("No type has this name", "Nenhum tipo tem este nome"),
            about: Bilingual(
                """
                A type is 'string', 'integer', 'number', 'boolean', 'date', 'datetime', 'duration', a 'list(…)' or
                'map(…)' of them, an object with its fields, the 'output' of a tool, or a name under 'types'. By the
                type Trama knows how to read what a customer answers, and how to write it.
                """,
                """
                Um tipo é 'string', 'integer', 'number', 'boolean', 'date', 'datetime', 'duration', uma 'list(…)' ou
                um 'map(…)' deles, um objeto com seus campos, o 'output' de uma ferramenta, ou um nome em 'types'.
                Pelo tipo o Trama sabe como ler o que o cliente responde, e como escrevê-lo.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  nome: strin
                graph:
                  start: nome
                  nodes:
                    nome: {ask: Como você se chama?, save: nome}
                    oi: {say: "Olá, {{ nome }}!"}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  nome: string
                graph:
                  start: nome
                  nodes:
                    nome: {ask: Como você se chama?, save: nome}
                    oi: {say: "Olá, {{ nome }}!"}
                """),
        DiagnosticPage(
            .unknownTool, Bilingual("No tool has this name", "Nenhuma ferramenta tem este nome"),
            about: Bilingual(
                """
                A node or an agent names a tool that the bot has not. The customer would wait for an order number, a
                price or a booking that never comes. The message lists the tools that there are.
                """,
                """
                Um nó ou um agente cita uma ferramenta que o bot não tem. O cliente esperaria por um número de
                pedido, um preço ou uma reserva que nunca vem. A mensagem lista as ferramentas que existem.
                """),
            failing: """
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
                    outra: {tool: cardapios}
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
                    outra: {tool: cardapio}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .missingFile,
            Bilingual("A file that is named is not in the bot's folder", "Um arquivo citado não está na pasta do bot"),
            about: Bilingual(
                """
                The bot takes a text from a file, and there is none of this name. Paths begin at the bot's folder,
                and capitals count. Without the text the model would not know how to speak with your customers.
                """,
                """
                O bot tira um texto de um arquivo, e não há nenhum com este nome. Os caminhos começam na pasta do
                bot, e maiúsculas contam. Sem o texto o modelo não saberia como falar com seus clientes.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                prompt: {file: prompts/atendimeto.md}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Atenda o cliente.}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                prompt: {file: prompts/atendimento.md}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Atenda o cliente.}
                """,
            others: [
                "prompts/atendimento.md": """
                Você atende a padaria. Seja breve e gentil.
                """
            ]),
        DiagnosticPage(
            .wrongReference,
            Bilingual(
                "A reference to a schema or a base leads nowhere",
                "Uma referência a um esquema ou a uma base não leva a lugar nenhum"),
            about: Bilingual(
                """
                '$ref' takes a type from a JSON Schema in the bot's folder, and 'extends' takes keys from a folder
                beside it. Here the schema refers to a place in itself where nothing stands, so that nobody knows
                what a flavour is, and what the bot may say of it.
                """,
                """
                '$ref' tira um tipo de um JSON Schema na pasta do bot, e 'extends' tira chaves de uma pasta ao lado.
                Aqui o esquema se refere a um lugar nele mesmo onde não há nada: ninguém sabe o que é um sabor, nem
                o que o bot pode dizer dele.
                """),
            path: "schemas/pedido.json",
            failing: """
                {
                  "type": "object",
                  "properties": {"sabor": {"$ref": "#/$defs/Sabores"}},
                  "$defs": {"Sabor": {"type": "string"}}
                }
                """,
            mended: """
                {
                  "type": "object",
                  "properties": {"sabor": {"$ref": "#/$defs/Sabor"}},
                  "$defs": {"Sabor": {"type": "string"}}
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
                    oi: {say: "Seu pedido: {{ pedido.?sabor.orValue('nenhum') }}."}
                """
            ]),
    ]
}
