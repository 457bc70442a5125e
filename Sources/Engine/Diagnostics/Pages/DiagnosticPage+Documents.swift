/// What stands where in a file.
extension DiagnosticPage {
    static let documents: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownAnchor,
            Bilingual("'*' repeats a value that is not marked above", "'*' repete um valor que não foi marcado acima"),
            about: Bilingual(
                """
                To YAML '*name' repeats a value that was marked with '&name' further up, and here there is none of
                that name. It may be a typing error; or the star was meant for bold, as in WhatsApp: then put the
                text in quotes.
                """,
                """
                Para o YAML '*nome' repete um valor marcado com '&nome' mais acima, e aqui não há nenhum com esse
                nome. Pode ser um erro de digitação; ou a estrela era para negrito, como no WhatsApp: nesse caso
                ponha o texto entre aspas.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: &horario Abrimos às 6h.
                    tchau:
                      say: *horarios
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: &horario Abrimos às 6h.
                    tchau:
                      say: *horario
                """),
        DiagnosticPage(
            .severalDocuments,
            Bilingual("A line '---' begins a second document", "Uma linha '---' começa um segundo documento"),
            about: Bilingual(
                """
                A line of three hyphens ends a YAML document, and a file of a bot holds one. What follows would be
                lost without a word: half of the bot would be missing. Remove the line, or move what follows to a
                file of its own.
                """,
                """
                Uma linha de três hífens termina um documento YAML, e um arquivo de um bot contém um só. O que vem
                depois se perderia sem aviso: metade do bot faltaria. Apague a linha, ou mude o que vem depois para
                um arquivo próprio.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                ---
                policies:
                  reply: {max_chars: 600}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                policies:
                  reply: {max_chars: 600}
                """),
        DiagnosticPage(
            .emptyFile, Bilingual("There is nothing in the file", "Não há nada no arquivo"),
            about: Bilingual(
                """
                The file is empty, or has only comments. Perhaps it was never saved, or all of it is commented out.
                A bot has at least a version, a name and one node.
                """,
                """
                O arquivo está vazio, ou só tem comentários. Talvez nunca tenha sido salvo, ou tudo esteja
                comentado. Um bot tem ao menos uma versão, um nome e um nó.
                """),
            failing: """
                # A padaria vem aqui.
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """),
        DiagnosticPage(
            .yamlSyntax, Bilingual("The file does not follow the rules of YAML", "O arquivo não segue as regras do YAML"),
            about: Bilingual(
                """
                YAML tells by the columns what belongs to what. Here a line stands further in than the one above it,
                which has a value already, so that nobody can tell what it belongs to. The keys of one mapping stand
                in the same column, each two spaces further in than the key that they belong to.
                """,
                """
                O YAML sabe pelas colunas o que pertence a quê. Aqui uma linha está mais para dentro que a de cima,
                que já tem um valor, e ninguém sabe a que ela pertence. As chaves de um mapeamento ficam na mesma
                coluna, dois espaços mais para dentro que a chave a que pertencem.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Olá!
                        next: fim
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Olá!
                      next: fim
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .duplicateKey,
            Bilingual("The same key stands twice in one mapping", "A mesma chave está duas vezes num mapeamento"),
            about: Bilingual(
                """
                Many programs keep the last of the two and forget the first without a word, so that a node that you
                wrote and tested would vanish when a colleague adds another of that name below. Keep one of the two,
                or give one another name.
                """,
                """
                Muitos programas ficam com a última e esquecem a primeira sem aviso: um nó que você escreveu e
                testou sumiria quando um colega acrescentasse outro com o mesmo nome mais abaixo. Fique com uma das
                duas, ou dê outro nome a uma delas.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá! Temos pão quentinho.}
                    oi: {say: Volte sempre!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá! Temos pão quentinho.}
                    tchau: {say: Volte sempre!}
                """),
        DiagnosticPage(
            .complexKey, Bilingual("A key is a list or a mapping", "Uma chave é uma lista ou um mapeamento"),
            about: Bilingual(
                """
                A key is a name. YAML would also take a list or a mapping for a key, behind '?' or in brackets;
                nothing of a bot is named so. It is mostly a bracket or a brace too many.
                """,
                """
                Uma chave é um nome. O YAML aceitaria também uma lista ou um mapeamento como chave, depois de '?' ou
                entre colchetes; nada num bot se chama assim. Quase sempre é um colchete ou uma chave a mais.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: {[Pão]: fim, Bolo: fim}
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
                      buttons: {Pão: fim, Bolo: fim}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .yamlTag,
            Bilingual(
                "A value begins with '!', which is a tag to YAML",
                "Um valor começa com '!', que para o YAML é uma marca"),
            about: Bilingual(
                """
                To YAML a value that begins with '!' is the name of a type, and its text is lost: a condition such
                as '!pago' would be empty. Put the condition in quotes.
                """,
                """
                Para o YAML um valor que começa com '!' é o nome de um tipo, e o texto dele se perde: uma condição
                como '!pago' ficaria vazia. Ponha a condição entre aspas.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pago: {type: boolean, default: false}
                graph:
                  start: lembrete
                  nodes:
                    lembrete:
                      if: !pago
                      say: Seu pedido está reservado. Falta só o pagamento.
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                state:
                  pago: {type: boolean, default: false}
                graph:
                  start: lembrete
                  nodes:
                    lembrete:
                      if: "!pago"
                      say: Seu pedido está reservado. Falta só o pagamento.
                    fim: {end: pronto}
                """),
    ]
}
