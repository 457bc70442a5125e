/// Policies, secrets and tests.
extension DiagnosticPage {
    static let policies: [DiagnosticPage] = [
        DiagnosticPage(
            .wrongHours,
            Bilingual("Opening hours overlap, or a day stands twice", "Horários se sobrepõem, ou um dia aparece duas vezes"),
            about: Bilingual(
                """
                Nobody can tell which of the two counts: on that day the bot would tell some customers that you are
                open and others that you are closed. Write each day under one key, and let no two ranges of it
                overlap.
                """,
                """
                Ninguém sabe qual dos dois vale: naquele dia o bot diria a uns clientes que está aberto e a outros
                que está fechado. Escreva cada dia numa chave só, e não deixe dois horários dele se sobreporem.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, timezone: America/Sao_Paulo}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "{{ hours.open ? 'Estamos abertos!' : 'Abrimos amanhã.' }}"}
                policies:
                  hours:
                    mon-fri: ["06:00-12:00", "11:00-20:00"]
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, timezone: America/Sao_Paulo}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "{{ hours.open ? 'Estamos abertos!' : 'Abrimos amanhã.' }}"}
                policies:
                  hours:
                    mon-fri: ["06:00-12:00", "13:00-20:00"]
                """),
        DiagnosticPage(
            .forbiddenText,
            Bilingual("A text says what the bot is forbidden to say", "Um texto diz o que o bot está proibido de dizer"),
            about: Bilingual(
                """
                'reply.forbid' names words that the bot must never say, and here one of its own fixed texts has such
                a word. Case and accents make no difference. Say it in other words, or take the word off the list.
                """,
                """
                'reply.forbid' cita palavras que o bot nunca deve dizer, e aqui um dos textos fixos dele tem uma.
                Maiúsculas e acentos não fazem diferença. Diga com outras palavras, ou tire a palavra da lista.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Entrega grátis em toda a cidade!}
                policies:
                  reply: {forbid: [grátis]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Entregamos em toda a cidade!}
                policies:
                  reply: {forbid: [grátis]}
                """),
        DiagnosticPage(
            .secretInText,
            Bilingual(
                "Something that looks like a key or password stands in a file",
                "Algo que parece uma chave ou senha está num arquivo"),
            about: Bilingual(
                """
                Whoever reads the file has the key then, also when it stands in a comment or in a prompt; a model
                might even tell it to a customer. Put it into an environment variable and revoke the one that was in
                the file. What only looks like a key can be broken up with a space. Trama shows only asterisks in
                its place.
                """,
                """
                Quem lê o arquivo fica com a chave, mesmo num comentário ou num prompt; um modelo poderia até
                contá-la a um cliente. Ponha-a numa variável de ambiente e revogue a que esteve no arquivo. O que só
                parece uma chave pode ser dividido com um espaço. No lugar dela o Trama só mostra asteriscos.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                # Painel: https://admin:pao-quente@loja.example/
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                # Painel: https://loja.example/ (a senha está com a gerente)
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """),
        DiagnosticPage(
            .unboundIdentity,
            Bilingual("A model could ask for anybody's data", "Um modelo poderia pedir os dados de qualquer pessoa"),
            about: Bilingual(
                """
                The model fills in whose data it wants, and a customer can talk a model into asking for someone
                else's. Bind the answer to who writes, with 'bind' and the contact's own number, which the model
                neither sees nor chooses. Where anybody may know the answer, such as a price, write 'identity:
                public'.
                """,
                """
                O modelo preenche de quem são os dados, e um cliente pode convencê-lo a pedir os de outra pessoa.
                Amarre a resposta a quem escreve, com 'bind' e o número do próprio contato, que o modelo não vê nem
                escolhe. Onde qualquer um pode saber a resposta, como um preço, escreva 'identity: public'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  pedido:
                    description: A situação de um pedido.
                    parameters: {numero: string}
                    sql: {connection: loja, rows: one, query: "select situacao from pedidos where numero = :numero"}
                    output: {situacao: string}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria., tools: [pedido]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  pedido:
                    description: A situação de um pedido.
                    parameters: {numero: string}
                    bind: {telefone: "{{ contact.phone }}"}
                    sql: {connection: loja, rows: one, query: "select situacao from pedidos where numero = :numero and telefone = :telefone"}
                    output: {situacao: string}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria., tools: [pedido]}
                """),
        DiagnosticPage(
            .unfitValue,
            Bilingual("A test gives a value that could never be there", "Um teste dá um valor que nunca poderia existir"),
            about: Bilingual(
                """
                A test stands in for the world: what it says that a tool answers, or that the state holds, must be
                of the declared type. Otherwise the test passes on something that no customer will ever see.
                """,
                """
                Um teste faz o papel do mundo: o que ele diz que uma ferramenta responde, ou que o estado guarda,
                precisa ser do tipo declarado. Senão o teste passa com algo que nenhum cliente jamais verá.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                state:
                  hoje: bolo.output?
                tools:
                  bolo:
                    description: O bolo de hoje.
                    sql: {connection: loja, rows: one, query: "select sabor, preco from hoje"}
                    output: {sabor: string, preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: bolo, save: hoje}
                    fim: {say: "Hoje: bolo de {{ hoje.?sabor.orValue('nada') }}."}
                tests:
                  - test: o bolo de hoje
                    tools: {bolo: {sabor: milho, preco: barato}}
                    talk:
                      - user: oi
                        expect: {reply: {contains: milho}}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                state:
                  hoje: bolo.output?
                tools:
                  bolo:
                    description: O bolo de hoje.
                    sql: {connection: loja, rows: one, query: "select sabor, preco from hoje"}
                    output: {sabor: string, preco: number}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: bolo, save: hoje}
                    fim: {say: "Hoje: bolo de {{ hoje.?sabor.orValue('nada') }}."}
                tests:
                  - test: o bolo de hoje
                    tools: {bolo: {sabor: milho, preco: 30}}
                    talk:
                      - user: oi
                        expect: {reply: {contains: milho}}
                """),
    ]
}
