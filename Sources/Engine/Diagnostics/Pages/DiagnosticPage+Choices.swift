/// Buttons and lists.
extension DiagnosticPage {
    static let choices: [DiagnosticPage] = [
        DiagnosticPage(
            .tooManyButtons, Bilingual("A message has more than three buttons", "Uma mensagem tem mais de três botões"),
            about: Bilingual(
                """
                WhatsApp refuses a message with more than three buttons, so that the customer would get nothing.
                With more to choose from use a 'list', which has up to ten rows, or ask in two steps.
                """,
                """
                O WhatsApp recusa uma mensagem com mais de três botões, e o cliente não receberia nada. Com mais
                opções use uma 'list', que tem até dez linhas, ou pergunte em dois passos.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: {Pão: fim, Bolo: fim, Torta: fim, Café: fim}
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
                      list:
                        button: Ver tudo
                        sections:
                          - rows: [{title: Pão, goto: fim}, {title: Bolo, goto: fim}, {title: Torta, goto: fim}, {title: Café, goto: fim}]
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .labelTooLong,
            Bilingual(
                "A label or title is longer than WhatsApp takes",
                "Um texto de botão ou título passa do que o WhatsApp aceita"),
            about: Bilingual(
                """
                The label of a button has at most 20 characters, the title of a row 24, its description 72, a header
                or a footer 60. WhatsApp refuses the whole message otherwise. An emoji counts as two or more.
                """,
                """
                O texto de um botão tem no máximo 20 caracteres, o título de uma linha 24, a descrição dela 72, um
                cabeçalho ou rodapé 60. Senão o WhatsApp recusa a mensagem inteira. Um emoji conta como dois ou
                mais.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Como podemos ajudar?
                      buttons: {Encomendar um bolo de festa: fim, Falar conosco: fim}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Como podemos ajudar?
                      buttons: {Encomendar um bolo: fim, Falar conosco: fim}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .sameLabel, Bilingual("Two buttons of one message say the same", "Dois botões de uma mensagem dizem o mesmo"),
            about: Bilingual(
                """
                WhatsApp refuses two equal labels, and when a customer types the word in place of tapping, nobody
                could tell which of the two is meant. Case, accents and punctuation do not make a difference.
                """,
                """
                O WhatsApp recusa dois textos iguais, e quando o cliente digita a palavra em vez de tocar, ninguém
                saberia qual dos dois vale. Maiúsculas, acentos e pontuação não fazem diferença.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Mais alguma coisa?
                      buttons: {Sim: pedido, Sim!: fim}
                    pedido: {ask: O que mais?}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Mais alguma coisa?
                      buttons: {Sim: pedido, Não: fim}
                    pedido: {ask: O que mais?}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .textTooLong, Bilingual("A text is longer than WhatsApp takes", "Um texto passa do que o WhatsApp aceita"),
            about: Bilingual(
                """
                A text has at most 4096 characters, a text with buttons and a caption 1024. WhatsApp refuses the
                whole message otherwise, and the customer waits in vain. On this page '…' stands for the rest of the
                list.
                """,
                """
                Um texto tem no máximo 4096 caracteres, um texto com botões e uma legenda 1024. Senão o WhatsApp
                recusa a mensagem inteira, e o cliente espera em vão. Nesta página '…' está no lugar do resto da
                lista.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Temos pão francês, bolo de milho, … O que você quer?
                      buttons: {Pão: fim, Bolo: fim}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Temos pão, bolo e torta. O que você quer?
                      buttons: {Pão: fim, Bolo: fim}
                    fim: {end: pronto}
                """,
            rest: String(repeating: "bolo de coco, ", count: 80)),
        DiagnosticPage(
            .tooManyRows, Bilingual("A list has more than ten rows", "Uma lista tem mais de dez linhas"),
            about: Bilingual(
                """
                WhatsApp takes ten rows in all sections of a list together, and refuses the message otherwise. Ask
                in two steps: first for the group, then for the row.
                """,
                """
                O WhatsApp aceita dez linhas em todas as seções de uma lista juntas, e senão recusa a mensagem.
                Pergunte em dois passos: primeiro o grupo, depois a linha.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor:
                      ask: Qual sabor de bolo?
                      choices: [Milho, Coco, Fubá, Laranja, Limão, Cenoura, Banana, Maçã, Nozes, Café, Chocolate]
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
                      choices: [Milho, Coco, Fubá, Laranja, Limão, Cenoura, Banana, Maçã, Nozes, Chocolate]
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wrongAddress, Bilingual("An address is no https address", "Um endereço não é um endereço https"),
            about: Bilingual(
                """
                WhatsApp opens links and fetches pictures only by https, and only by the whole address. The customer
                would get a button that leads nowhere, or no picture.
                """,
                """
                O WhatsApp só abre links e busca imagens por https, e só pelo endereço inteiro. O cliente receberia
                um botão que não leva a lugar nenhum, ou nenhuma imagem.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: site
                  nodes:
                    site:
                      say: Veja o cardápio de hoje.
                      link: {text: Abrir, url: "http://padaria.example/cardapio"}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: site
                  nodes:
                    site:
                      say: Veja o cardápio de hoje.
                      link: {text: Abrir, url: "https://padaria.example/cardapio"}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .mixedMessage, Bilingual("Two things do not go together in one message", "Duas coisas não cabem na mesma mensagem"),
            about: Bilingual(
                """
                A message of WhatsApp is one thing: a text with buttons, or a list, or a picture with its caption.
                It has no message with both, so that one of the two would be lost. Send one of them with a 'say' of
                its own.
                """,
                """
                Uma mensagem do WhatsApp é uma coisa só: um texto com botões, ou uma lista, ou uma imagem com
                legenda. Não existe mensagem com as duas, e uma delas se perderia. Envie uma delas com um 'say'
                próprio.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Veja a vitrine, ou abra o site.
                      audio: https://padaria.example/oi.ogg
                      link: {text: Abrir o site, url: "https://padaria.example/"}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Ouça o nosso recado.
                      audio: https://padaria.example/oi.ogg
                    site:
                      say: Ou abra o site.
                      link: {text: Abrir o site, url: "https://padaria.example/"}
                    fim: {end: pronto}
                """),
    ]
}
