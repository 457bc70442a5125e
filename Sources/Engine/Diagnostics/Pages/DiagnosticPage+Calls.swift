/// What tools call.
extension DiagnosticPage {
    static let calls: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownParameter,
            Bilingual("A query uses a name that is no parameter", "Uma consulta usa um nome que não é parâmetro"),
            about: Bilingual(
                """
                ':name' in a query stands for a parameter, or for what 'bind' fills in. This one is neither, so that
                the query would fail each time that a customer asks.
                """,
                """
                ':nome' numa consulta representa um parâmetro, ou o que 'bind' preenche. Este não é nenhum dos dois,
                e a consulta falharia toda vez que um cliente perguntasse.
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
                    sql:
                      connection: loja
                      rows: one
                      query: select preco from produtos where nome = :produto and nome <> :produtp
                    output: {preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: preco, with: {produto: bolo}}
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
                    sql:
                      connection: loja
                      rows: one
                      query: select preco from produtos where nome = :produto
                    output: {preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: preco, with: {produto: bolo}}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wrongPath, Bilingual("A path of a server has the host in it", "Um caminho de um servidor traz o endereço junto"),
            about: Bilingual(
                """
                A tool says only the part behind the host, and begins it with '/'. The host comes from the
                connection alone: so nobody can make the bot send your customers' data to another server by changing
                a tool.
                """,
                """
                Uma ferramenta diz só a parte depois do servidor, começando com '/'. O servidor vem só da conexão:
                assim ninguém faz o bot mandar os dados dos seus clientes para outro servidor mudando uma
                ferramenta.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  erp: {http: "${ERP_URL}"}
                tools:
                  cardapio:
                    description: O que há hoje.
                    http: {connection: erp, get: "https://erp.example/produtos"}
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
                  erp: {http: "${ERP_URL}"}
                tools:
                  cardapio:
                    description: O que há hoje.
                    http: {connection: erp, get: /produtos}
                    output: {nome: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wrongConnection,
            Bilingual("A tool uses a connection of another kind", "Uma ferramenta usa uma conexão de outro tipo"),
            about: Bilingual(
                """
                A query needs a database, a request needs a server, a tool of an MCP server needs that server. This
                connection is another, so that the call could never succeed.
                """,
                """
                Uma consulta precisa de um banco, uma requisição precisa de um servidor, uma ferramenta de um
                servidor MCP precisa desse servidor. Esta conexão é outra coisa, e a chamada nunca daria certo.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  erp: {http: "${ERP_URL}"}
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: erp, query: "select nome from produtos"}
                    output: {nome: string}
                  horario:
                    description: O horário de hoje.
                    sql: {connection: loja, rows: one, query: "select abre from horario"}
                    output: {abre: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    horario: {tool: horario}
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
                  horario:
                    description: O horário de hoje.
                    sql: {connection: loja, rows: one, query: "select abre from horario"}
                    output: {abre: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    horario: {tool: horario}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wrongPattern, Bilingual("A pattern is no regular expression", "Um padrão não é uma expressão regular"),
            about: Bilingual(
                """
                A 'pattern' says how an answer must look, and this one cannot be read: no answer of a customer could
                ever be taken. Look-ahead and references back are not there, so that a pattern is always quick,
                whatever a customer writes.
                """,
                """
                Um 'pattern' diz como uma resposta precisa ser, e este não pode ser lido: nenhuma resposta seria
                aceita. Look-ahead e referências para trás não existem, para que um padrão seja sempre rápido, não
                importa o que o cliente escreva.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pedido: {type: string, pattern: "^[0-9{4}$"}
                graph:
                  start: numero
                  nodes:
                    numero: {ask: Qual é o número do pedido?, save: pedido}
                    fim: {say: "Pedido {{ pedido }}, certo."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pedido: {type: string, pattern: "^[0-9]{4}$"}
                graph:
                  start: numero
                  nodes:
                    numero: {ask: Qual é o número do pedido?, save: pedido}
                    fim: {say: "Pedido {{ pedido }}, certo."}
                """),
        DiagnosticPage(
            .wrongDefault, Bilingual("A default has another type than its name", "Um valor padrão tem outro tipo que o nome"),
            about: Bilingual(
                """
                The default stands in for a value until the customer gives one, and must be of the same type.
                Otherwise the first sum with it would fail.
                """,
                """
                O valor padrão vale até o cliente dar um, e precisa ser do mesmo tipo. Senão a primeira conta com
                ele falharia.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  caixas: {type: integer, default: muitas}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Temos {{ caixas }} caixas."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  caixas: {type: integer, default: 12}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Temos {{ caixas }} caixas."}
                """),
        DiagnosticPage(
            .wrongQuery,
            Bilingual("The database does not give what the tool promises", "O banco não dá o que a ferramenta promete"),
            about: Bilingual(
                """
                Where the database can be reached, 'trama check' lets it prepare each query, which runs nothing.
                Here a column that is declared under 'output' is not among those that the query gives, so that every
                call would fail. Add it to the query, or declare what is there.
                """,
                """
                Quando o banco está acessível, 'trama check' o faz preparar cada consulta, sem executar nada. Aqui
                uma coluna declarada em 'output' não está entre as que a consulta dá, e toda chamada falharia.
                Acrescente-a à consulta, ou declare o que existe.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  cardapio:
                    description: O que há hoje.
                    sql: {connection: loja, query: "select nome, preco from produtos"}
                    output: {nome: string, valor: number}
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
                    output: {nome: string, preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: cardapio}
                    fim: {end: pronto}
                """,
            answers: [
                ToolName(rawValue: "cardapio"): .columns([
                    SQLColumn(name: "nome", kind: .string), SQLColumn(name: "preco", kind: .number),
                ])
            ]),
    ]
}
