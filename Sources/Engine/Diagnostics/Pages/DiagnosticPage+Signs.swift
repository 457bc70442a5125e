/// Signs that mean something else to YAML.
extension DiagnosticPage {
    static let signs: [DiagnosticPage] = [
        DiagnosticPage(
            .unquotedTemplate,
            Bilingual("A text that begins with '{{' is not in quotes", "Um texto que começa com '{{' não está entre aspas"),
            about: Bilingual(
                """
                To YAML '{' at the beginning of a value opens a mapping, so that it never sees the text. Put the
                whole text in quotes; the expression inside is worked out all the same.
                """,
                """
                Para o YAML '{' no começo de um valor abre um mapeamento, e ele nem chega a ver o texto. Ponha o
                texto inteiro entre aspas; a expressão dentro dele é calculada do mesmo jeito.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: {{ contact.first_name.orValue('Olá') }}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: "{{ contact.first_name.orValue('Olá') }}"
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .unquotedValue,
            Bilingual(
                "A text has a sign in it that means something else to YAML",
                "Um texto tem um sinal que para o YAML significa outra coisa"),
            about: Bilingual(
                """
                A colon with a space behind it ends a key, a text in quotes ends at its second quote, '[' and '{'
                open lists and mappings: YAML would cut the text or read something else. Put the whole value in
                quotes, and use the other kind of quotes inside.
                """,
                """
                Dois-pontos seguidos de um espaço terminam uma chave, um texto entre aspas termina na segunda aspa,
                '[' e '{' abrem listas e mapeamentos: o YAML cortaria o texto ou leria outra coisa. Ponha o valor
                inteiro entre aspas, e dentro dele use as aspas do outro tipo.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Atenção: hoje fechamos às 18h.
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: "Atenção: hoje fechamos às 18h."
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .cutByComment,
            Bilingual("The rest of a value is taken for a comment", "O resto de um valor é tomado por comentário"),
            about: Bilingual(
                """
                To YAML ' #' begins a comment, and in an expression so does '//'. What follows is thrown away: the
                customer would get half a sentence. Put the whole value in quotes.
                """,
                """
                Para o YAML ' #' começa um comentário, e numa expressão '//' também. O que vem depois é jogado fora:
                o cliente receberia meia frase. Ponha o valor inteiro entre aspas.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Leve o combo #3 e ganhe um café.
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: "Leve o combo #3 e ganhe um café."
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .missingSpace, Bilingual("A space is missing after a colon", "Falta um espaço depois de dois-pontos"),
            about: Bilingual(
                """
                YAML knows a key by the colon with a space behind it. Without the space 'say:Olá' is one word, and
                the node has no verb.
                """,
                """
                O YAML reconhece uma chave pelos dois-pontos seguidos de um espaço. Sem o espaço, 'say:Olá' é uma
                palavra só, e o nó fica sem verbo.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say:Olá!
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
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .tab, Bilingual("A tab stands where YAML wants spaces", "Há uma tabulação onde o YAML quer espaços"),
            about: Bilingual(
                """
                YAML tells by the columns what belongs to what, and a tab is as wide as each editor likes. Indent
                with two spaces a level; most editors do so for YAML once they are told. On this page the tab is
                shown as '␉'.
                """,
                """
                O YAML sabe pelas colunas o que pertence a quê, e uma tabulação tem a largura que cada editor
                quiser. Recue com dois espaços por nível; a maioria dos editores faz isso em YAML quando se pede.
                Nesta página a tabulação aparece como '␉'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                ␉start: oi
                  nodes:
                    oi: {say: Olá!}
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
