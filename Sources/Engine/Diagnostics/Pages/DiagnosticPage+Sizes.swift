/// What a file must be before it is read at all.
extension DiagnosticPage {
    static let sizes: [DiagnosticPage] = [
        DiagnosticPage(
            .invalidUTF8, Bilingual("The file is not saved as UTF-8", "O arquivo não está salvo em UTF-8"),
            about: Bilingual(
                """
                Trama reads UTF-8, which nearly every editor writes today. An old editor or a spreadsheet may still
                save accents in another encoding; read as they stand, a customer would get 'Ol�' for 'Olá'. Open the
                file in your editor, choose 'save with encoding' and take UTF-8; then put right the letters that
                were lost.
                """,
                """
                O Trama lê UTF-8, que quase todo editor grava hoje. Um editor antigo ou uma planilha pode ainda
                salvar os acentos em outra codificação; lidos como estão, o cliente receberia 'Ol�' em vez de 'Olá'.
                No editor, escolha 'salvar com codificação' e UTF-8; depois corrija as letras que se perderam.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Ol�! Temos pão quentinho."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá! Temos pão quentinho."}
                """),
        DiagnosticPage(
            .invalidCharacter, Bilingual("An invisible character stands in the file", "Há um caractere invisível no arquivo"),
            about: Bilingual(
                """
                Text that is copied from a PDF, a spreadsheet or a chat can bring control characters that no screen
                shows. On the customer's phone they would be a box or a gap. Remove the character at the place that
                is shown; typing the word anew is the quickest way. On this page such a character is shown as a
                small sign.
                """,
                """
                Um texto copiado de um PDF, de uma planilha ou de uma conversa pode trazer caracteres de controle
                que nenhuma tela mostra. No celular do cliente eles seriam um quadradinho ou um buraco. Apague o
                caractere no lugar mostrado; o mais rápido é digitar a palavra de novo. Nesta página o caractere
                aparece como um pequeno sinal.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá!␇ Temos pão quentinho."}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: "Olá! Temos pão quentinho."}
                """),
        DiagnosticPage(
            .fileTooLarge, Bilingual("A file is larger than one mebibyte", "Um arquivo tem mais de um mebibyte"),
            about: Bilingual(
                """
                A file of a bot has at most 1,048,576 bytes. More is mostly a price list or a catalogue that was
                pasted into a prompt: no model reads so much for each message, and you would pay for it each time.
                Keep such data in a database and let a tool look up the one row that the customer asks for. On this
                page '…' stands for what was pasted.
                """,
                """
                Um arquivo de um bot tem no máximo 1.048.576 bytes. Mais do que isso costuma ser uma tabela de
                preços ou um catálogo colado num prompt: nenhum modelo lê tanto a cada mensagem, e você pagaria por
                isso toda vez. Deixe esses dados num banco e faça uma ferramenta buscar só a linha que o cliente
                pediu. Nesta página '…' está no lugar do que foi colado.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                prompt: |
                  Você atende a padaria. Os preços de hoje:
                  pão francês 0,90 …
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                connections:
                  loja: {sqlite: precos.sqlite}
                tools:
                  preco:
                    description: O preço de um produto da padaria.
                    parameters: {produto: string}
                    identity: public
                    sql: {connection: loja, rows: one, query: "select preco from produtos where nome = :produto"}
                    output: {preco: number}
                graph:
                  start: oi
                  nodes:
                    oi: {agent: Você atende a padaria., tools: [preco]}
                """,
            rest: String(repeating: "pão doce 2,50 ", count: 80_000)),
        DiagnosticPage(
            .tooDeep,
            Bilingual(
                "Too many lists and mappings stand inside one another",
                "Há listas e mapeamentos demais uns dentro dos outros"),
            about: Bilingual(
                """
                At most 64 lists and mappings stand inside one another; a bot needs about ten. More is mostly a
                bracket that some program wrote too often. The limit keeps one broken file from using up the memory
                of all bots that run beside it.
                """,
                """
                No máximo 64 listas e mapeamentos ficam uns dentro dos outros; um bot precisa de uns dez. Mais do
                que isso costuma ser um colchete que algum programa escreveu vezes demais. O limite impede que um
                arquivo estragado consuma a memória de todos os bots que rodam ao lado.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[Olá]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: [Olá]
                """),
        DiagnosticPage(
            .tooManyAliases, Bilingual("The file uses '*' more than a thousand times", "O arquivo usa '*' mais de mil vezes"),
            about: Bilingual(
                """
                '*name' repeats a value that was marked with '&name' further up. More than a thousand of them is
                hardly written by hand: look at the program that wrote the file. The limit keeps one file from
                growing without end while it is read. On this page '…' stands for the rest of the line.
                """,
                """
                '*nome' repete um valor marcado com '&nome' mais acima. Mais de mil deles dificilmente foram
                escritos à mão: veja o programa que gerou o arquivo. O limite impede que um arquivo cresça sem fim
                enquanto é lido. Nesta página '…' está no lugar do resto da linha.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: [&oi Olá!, …*oi]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: [&oi Olá!, *oi]}
                """,
            rest: String(repeating: "*oi, ", count: 1000)),
        DiagnosticPage(
            .tooManyNodes,
            Bilingual("The file holds more than a hundred thousand values", "O arquivo contém mais de cem mil valores"),
            about: Bilingual(
                """
                Each '*name' counts with all that it stands for, so that a few lines can mean millions of values:
                one short file would fill the memory of the machine, and every bot on it would stop. Write the
                values out where they are needed, or keep them in a database.
                """,
                """
                Cada '*nome' conta com tudo o que representa, de modo que poucas linhas podem significar milhões de
                valores: um arquivo curto encheria a memória da máquina, e todos os bots dela parariam. Escreva os
                valores onde são necessários, ou guarde-os num banco de dados.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    a: {say: &a [Oi, Oi, Oi, Oi, Oi, Oi, Oi, Oi, Oi, Oi]}
                    b: {say: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]}
                    c: {say: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]}
                    d: {say: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]}
                    oi: {say: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: [Oi, Tudo bem?]}
                """),
    ]
}
