/// Branches and times.
extension DiagnosticPage {
    static let branches: [DiagnosticPage] = [
        DiagnosticPage(
            .contestedState, Bilingual("Several branches write the same name", "Vários ramos escrevem o mesmo nome"),
            about: Bilingual(
                """
                Branches of a 'parallel' or an 'each' run side by side. When two of them write one name, the one
                that happens to end last would win, today this and tomorrow that. Say under 'state' how the two are
                put together, with 'reduce', or let each write a name of its own.
                """,
                """
                Os ramos de um 'parallel' ou de um 'each' andam lado a lado. Quando dois escrevem o mesmo nome,
                ganharia o que por acaso terminasse por último, hoje um e amanhã outro. Diga em 'state' como os dois
                se juntam, com 'reduce', ou faça cada um escrever um nome próprio.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  avisos: {type: list(string), default: []}
                graph:
                  start: busca
                  nodes:
                    busca: {parallel: [paes, bolos], join: fim}
                    paes: {set: {avisos: "['pão quente às 17h']"}, next: fim}
                    bolos: {set: {avisos: "['bolo de milho']"}, next: fim}
                    fim: {say: "Hoje: {{ avisos.join(', ') }}."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  avisos: {type: list(string), default: [], reduce: append}
                graph:
                  start: busca
                  nodes:
                    busca: {parallel: [paes, bolos], join: fim}
                    paes: {set: {avisos: "['pão quente às 17h']"}, next: fim}
                    bolos: {set: {avisos: "['bolo de milho']"}, next: fim}
                    fim: {say: "Hoje: {{ avisos.join(', ') }}."}
                """),
        DiagnosticPage(
            .handOffInBranch,
            Bilingual("A branch hands over while others go on", "Um ramo passa a conversa enquanto outros andam"),
            about: Bilingual(
                """
                After a hand-over a person writes and the bot is silent. If other branches went on, both would write
                to the customer at once. Hand over behind the 'join', when all branches have ended.
                """,
                """
                Depois da passagem quem escreve é uma pessoa, e o bot se cala. Se outros ramos continuassem, os dois
                escreveriam ao cliente ao mesmo tempo. Passe a conversa depois do 'join', quando todos os ramos
                terminaram.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: juntos
                  nodes:
                    juntos: {parallel: [aviso, pessoa], join: fim}
                    aviso: {say: Estamos vendo o seu pedido., next: fim}
                    pessoa: {handoff: balcao, next: fim}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: juntos
                  nodes:
                    juntos: {parallel: [aviso, obrigado], join: pessoa}
                    aviso: {say: Estamos vendo o seu pedido., next: pessoa}
                    obrigado: {say: Obrigado por esperar!, next: pessoa}
                    pessoa: {handoff: balcao, next: fim}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wayOut, Bilingual("A way leads out of where it cannot", "Um caminho sai de onde não pode"),
            about: Bilingual(
                """
                A node under 'do' stands alone and is run once for each element: it cannot lead to a node outside,
                or the others would be left waiting. Take a graph under 'graphs' for more than one node. In the same
                way a 'parallel' goes on at its 'join' and at no 'next'.
                """,
                """
                Um nó em 'do' fica sozinho e roda uma vez para cada item: não pode levar a um nó de fora, ou os
                outros ficariam esperando. Para mais de um nó use um grafo em 'graphs'. Do mesmo modo, um 'parallel'
                continua no seu 'join', e não num 'next'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  bolos: {type: list(string), default: [milho, coco]}
                graph:
                  start: cada
                  nodes:
                    cada:
                      each: bolos
                      as: bolo
                      do: {say: "Temos bolo de {{ bolo }}.", next: fim}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  bolos: {type: list(string), default: [milho, coco]}
                graph:
                  start: cada
                  nodes:
                    cada:
                      each: bolos
                      as: bolo
                      do: {say: "Temos bolo de {{ bolo }}."}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .idleOption, Bilingual("An option means nothing at this node", "Uma opção não significa nada neste nó"),
            about: Bilingual(
                """
                A 'say' calls nothing that could be tried again, an 'ask' works for no time that could be limited.
                The option would never do anything, and you would rely on it. The help tells where it belongs.
                """,
                """
                Um 'say' não chama nada que se possa tentar de novo, um 'ask' não leva tempo que se possa limitar. A
                opção nunca faria nada, e você contaria com ela. A ajuda diz onde ela pertence.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?, timeout: 10s}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?, on_timeout: {after: 10m, goto: fim}}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .repeatedWrite,
            Bilingual(
                "A call that changes something might be made twice",
                "Uma chamada que muda algo poderia ser feita duas vezes"),
            about: Bilingual(
                """
                'retry' at the node begins the node anew, and with it the call: the customer might get two orders
                and pay both. 'retry' at the connection repeats the same call with the same key, by which the other
                side knows that it has it already.
                """,
                """
                'retry' no nó começa o nó de novo, e com ele a chamada: o cliente poderia ficar com dois pedidos e
                pagar os dois. 'retry' na conexão repete a mesma chamada com a mesma chave, pela qual o outro lado
                sabe que já a tem.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  erp: {http: "${ERP_URL}"}
                tools:
                  encomendar:
                    description: Encomenda um bolo.
                    http: {connection: erp, post: /encomendas}
                graph:
                  start: encomenda
                  nodes:
                    encomenda: {tool: encomendar, retry: {attempts: 3}}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  erp: {http: "${ERP_URL}", retry: 3}
                tools:
                  encomendar:
                    description: Encomenda um bolo.
                    http: {connection: erp, post: /encomendas}
                graph:
                  start: encomenda
                  nodes:
                    encomenda: {tool: encomendar}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wrongWait, Bilingual("A 'wait' does not say how long", "Um 'wait' não diz quanto tempo"),
            about: Bilingual(
                """
                A 'wait' takes a time span, such as '30m', '2h' or '3d', or one expression in braces that gives a
                time span or a time. In other words nobody could tell when the reminder is to go out.
                """,
                """
                Um 'wait' recebe um tempo, como '30m', '2h' ou '3d', ou uma expressão entre chaves que dá um tempo
                ou um instante. Com outras palavras ninguém saberia quando o lembrete deve sair.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: espera
                  nodes:
                    espera: {wait: amanhã}
                    lembrete: {say: Seu bolo sai hoje do forno!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: espera
                  nodes:
                    espera: {wait: 1d}
                    lembrete: {say: Seu bolo sai hoje do forno!}
                """),
        DiagnosticPage(
            .takenWord,
            Bilingual("A word under 'always' means something else already", "Uma palavra em 'always' já significa outra coisa"),
            about: Bilingual(
                """
                The word is also the label of a button, opens another way, or is one of the words for going back,
                repeating, correcting and cancelling. Only one of the two can be meant: the customer who taps the
                button would be led elsewhere.
                """,
                """
                A palavra também é o texto de um botão, abre outro caminho, ou é uma das palavras para voltar,
                repetir, corrigir e cancelar. Só uma das duas pode valer: o cliente que toca no botão seria levado a
                outro lugar.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR}
                graph:
                  start: oi
                  always:
                    - {words: [bolo], goto: pessoa}
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: {Pão: fim, Bolo: fim}
                    pessoa: {handoff: balcao}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria, language: pt-BR}
                graph:
                  start: oi
                  always:
                    - {words: [atendente], goto: pessoa}
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: {Pão: fim, Bolo: fim}
                    pessoa: {handoff: balcao}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .errorLoop, Bilingual("When a node fails it leads to itself", "Quando um nó falha, leva a si mesmo"),
            about: Bilingual(
                """
                'on_error' names the node that failed: it would fail again, and again, while the customer waits for
                a word. Lead to a node that says what is the matter; 'retry' tries the same call a few times before.
                """,
                """
                'on_error' cita o nó que falhou: ele falharia de novo, e de novo, enquanto o cliente espera uma
                palavra. Leve a um nó que diga o que houve; 'retry' tenta a mesma chamada algumas vezes antes.
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
                    busca: {tool: cardapio, on_error: busca, next: fim}
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
                    busca: {tool: cardapio, on_error: desculpa, next: fim}
                    desculpa: {say: Não consigo ver o cardápio agora. Ligue para nós!}
                    fim: {end: pronto}
                """),
    ]
}
