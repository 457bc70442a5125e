/// Ways between nodes.
extension DiagnosticPage {
    static let ways: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownNode, Bilingual("A way leads to a node that is not there", "Um caminho leva a um nó que não existe"),
            about: Bilingual(
                """
                A 'next', a button or a word under 'always' names a node that the graph has not: it is misspelt, or
                was renamed. The customer would tap the button and get no answer. Trama suggests the nearest name.
                """,
                """
                Um 'next', um botão ou uma palavra em 'always' cita um nó que o grafo não tem: está com erro de
                digitação, ou mudou de nome. O cliente tocaria no botão e ficaria sem resposta. O Trama sugere o
                nome mais parecido.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: {Pão: pao, Bolo: bollo}
                    pao: {say: O pão sai às 17h., next: fim}
                    bolo: {say: Hoje tem bolo de milho.}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: {Pão: pao, Bolo: bolo}
                    pao: {say: O pão sai às 17h., next: fim}
                    bolo: {say: Hoje tem bolo de milho.}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .unknownState, Bilingual("No state has this name", "Nenhum estado tem este nome"),
            about: Bilingual(
                """
                An answer is to be kept under a name that is not declared under 'state'. It would be kept nowhere,
                and the customer would be asked again. Declare the name with its type, or put the spelling right.
                """,
                """
                Uma resposta deve ser guardada num nome que não está declarado em 'state'. Não seria guardada em
                lugar nenhum, e o cliente teria de responder de novo. Declare o nome com seu tipo, ou corrija a
                grafia.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabor: string
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?, save: sabr}
                    fim: {say: "Anotado. {{ sabor.orValue('') }}"}
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
                    fim: {say: "Anotado. Sabor {{ sabor }}."}
                """),
        DiagnosticPage(
            .unreachableNode, Bilingual("Nothing leads to a node", "Nada leva a um nó"),
            about: Bilingual(
                """
                No 'next', no button and no word under 'always' names this node, and the one above it leads
                elsewhere: no customer will ever see it. Name it where it belongs, or remove it.
                """,
                """
                Nenhum 'next', botão ou palavra em 'always' cita este nó, e o de cima leva a outro lugar: nenhum
                cliente o verá. Cite-o onde ele pertence, ou apague-o.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!, next: fim}
                    promocao: {say: Hoje o sonho sai pela metade do preço.}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!, next: promocao}
                    promocao: {say: Hoje o sonho sai pela metade do preço.}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .mayBeUnset,
            Bilingual("A value is read where it may not be known yet", "Um valor é lido onde talvez ainda não exista"),
            about: Bilingual(
                """
                On one of the ways to this place nobody has asked for it: the customer who took that way would read
                a hole. Ask for it on every way, give it a 'default', or say with 'orValue' what stands there then.
                """,
                """
                Em um dos caminhos até aqui ninguém o perguntou: o cliente que veio por ele leria um buraco.
                Pergunte em todos os caminhos, dê um 'default', ou diga com 'orValue' o que aparece nesse caso.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabor: string
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Quer escolher o sabor?
                      buttons: {Sim: escolha, Tanto faz: fim}
                    escolha: {ask: Qual sabor?, save: sabor}
                    fim: {say: "Um bolo de {{ sabor }}, anotado."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  sabor: string
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Quer escolher o sabor?
                      buttons: {Sim: escolha, Tanto faz: fim}
                    escolha: {ask: Qual sabor?, save: sabor}
                    fim: {say: "Um bolo de {{ sabor.orValue('milho') }}, anotado."}
                """),
        DiagnosticPage(
            .missingElse,
            Bilingual(
                "A list of edges does not say where to go otherwise",
                "Uma lista de caminhos não diz aonde ir nos outros casos"),
            about: Bilingual(
                """
                The edges are tried from the top, and the last one must be an 'else'. Without it a customer for whom
                no condition holds would stand still, with no answer.
                """,
                """
                Os caminhos são tentados de cima para baixo, e o último precisa ser um 'else'. Sem ele, o cliente
                para quem nenhuma condição vale ficaria parado, sem resposta.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor:
                      ask: Qual sabor de bolo?
                      next:
                        - {if: message.text == 'milho', then: tem}
                    tem: {say: Temos!}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor:
                      ask: Qual sabor de bolo?
                      next:
                        - {if: message.text == 'milho', then: tem}
                        - {else: fim}
                    tem: {say: Temos!}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .endlessLoop,
            Bilingual("Nodes lead round and round, and none of them waits", "Nós levam em círculo, e nenhum deles espera"),
            about: Bilingual(
                """
                Nothing in the circle asks, calls or ends: the bot would send the same messages again and again
                without waiting for the customer. Let one of the nodes ask, or lead out of the circle.
                """,
                """
                Nada no círculo pergunta, chama ou termina: o bot mandaria as mesmas mensagens sem parar, sem
                esperar o cliente. Faça um dos nós perguntar, ou leve para fora do círculo.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                    sabor: {say: Qual sabor de bolo?, next: oi}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                    sabor: {ask: Qual sabor de bolo?, next: oi}
                """),
        DiagnosticPage(
            .noNodes, Bilingual("The graph has no nodes", "O grafo não tem nós"),
            about: Bilingual(
                """
                A conversation goes from node to node. Without one the bot could say nothing.
                """,
                """
                Uma conversa vai de nó em nó. Sem nenhum, o bot não poderia dizer nada.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes: {}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """),
    ]
}
