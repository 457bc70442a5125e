/// Sub-graphs.
extension DiagnosticPage {
    static let graphs: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownGraph, Bilingual("No graph has this name", "Nenhum grafo tem este nome"),
            about: Bilingual(
                """
                A 'run' or an 'each' names a graph that is not under 'graphs' and not in a file of 'graphs/'. The
                conversation would have nowhere to go.
                """,
                """
                Um 'run' ou um 'each' cita um grafo que não está em 'graphs' nem num arquivo de 'graphs/'. A
                conversa não teria aonde ir.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graphs:
                  pedido:
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?}
                graph:
                  start: primeiro
                  nodes:
                    primeiro: {run: pedido}
                    segundo: {run: pedidos}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graphs:
                  pedido:
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?}
                graph:
                  start: primeiro
                  nodes:
                    primeiro: {run: pedido}
                    segundo: {run: pedido}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .graphRunsItself, Bilingual("A graph runs itself", "Um grafo executa a si mesmo"),
            about: Bilingual(
                """
                Each run would begin another, and none would ever end. What comes round again is a way: lead back to
                one of the graph's own nodes with 'next'.
                """,
                """
                Cada execução começaria outra, e nenhuma terminaria. O que se repete é um caminho: volte a um dos
                nós do próprio grafo com 'next'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graphs:
                  pedido:
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?}
                      mais: {confirm: Mais um bolo?, on_yes: outro, on_no: fim}
                      outro: {run: pedido}
                      fim: {end: anotado}
                graph:
                  start: pedido
                  nodes:
                    pedido: {run: pedido}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graphs:
                  pedido:
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?}
                      mais: {confirm: Mais um bolo?, on_yes: sabor, on_no: fim}
                      fim: {end: anotado}
                graph:
                  start: pedido
                  nodes:
                    pedido: {run: pedido}
                """),
        DiagnosticPage(
            .graphOutput,
            Bilingual("What a graph gives does not fit where it is kept", "O que um grafo devolve não cabe onde é guardado"),
            about: Bilingual(
                """
                'save' keeps what the graph gives under 'output'. This graph gives nothing, or something of another
                form than is declared under 'state', so that the name would stay empty.
                """,
                """
                'save' guarda o que o grafo devolve em 'output'. Este grafo não devolve nada, ou devolve algo de
                forma diferente da declarada em 'state', e o nome ficaria vazio.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pedido: "{sabor: string}?"
                graphs:
                  pedir:
                    state: {sabor: string}
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?, save: sabor}
                      certo: {say: "De {{ sabor }}, certo."}
                graph:
                  start: pedir
                  nodes:
                    pedir: {run: pedir, save: pedido}
                    fim: {say: "Anotado: {{ pedido.?sabor.orValue('nada') }}."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pedido: "{sabor: string}?"
                graphs:
                  pedir:
                    state: {sabor: string}
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?, save: sabor}
                      certo: {say: "De {{ sabor }}, certo."}
                    output: {sabor: sabor}
                graph:
                  start: pedir
                  nodes:
                    pedir: {run: pedir, save: pedido}
                    fim: {say: "Anotado: {{ pedido.?sabor.orValue('nada') }}."}
                """),
        DiagnosticPage(
            .idleGraph, Bilingual("Nothing runs a graph", "Nada executa um grafo"),
            about: Bilingual(
                """
                The graph is written and no 'run' and no 'each' names it: no customer comes there. Name it where it
                belongs, or remove it.
                """,
                """
                O grafo está escrito, mas nenhum 'run' ou 'each' o cita: nenhum cliente chega lá. Cite-o onde ele
                pertence, ou apague-o.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graphs:
                  pedido:
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graphs:
                  pedido:
                    start: sabor
                    nodes:
                      sabor: {ask: Qual sabor de bolo?}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                    pedido: {run: pedido}
                    fim: {end: pronto}
                """),
    ]
}
