/// Keys and what stands behind them.
extension DiagnosticPage {
    static let keys: [DiagnosticPage] = [
        DiagnosticPage(
            .unknownKey, Bilingual("A key is not known", "Uma chave não é conhecida"),
            about: Bilingual(
                """
                Trama does not pass over a key that it does not know: it is mostly a typing error, and what you
                wanted by it would never happen. Here the conversation would go on at the node below, and not where
                you said. The message lists the keys that may stand there.
                """,
                """
                O Trama não ignora uma chave que não conhece: quase sempre é um erro de digitação, e o que você
                queria com ela nunca aconteceria. Aqui a conversa continuaria no nó de baixo, e não onde você disse.
                A mensagem lista as chaves que podem estar ali.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!, nxt: fim}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!, next: fim}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .missingKey, Bilingual("A key that must be there is missing", "Falta uma chave que precisa existir"),
            about: Bilingual(
                """
                Without this key the rest has no meaning: a tool without a description, for example, would be
                offered to a model that cannot tell when to use it. The message says in brackets what the key is
                for.
                """,
                """
                Sem esta chave o resto não tem sentido: uma ferramenta sem descrição, por exemplo, seria oferecida a
                um modelo que não sabe quando usá-la. A mensagem diz entre parênteses para que a chave serve.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  sabor_do_dia:
                    sql: {connection: loja, rows: one, query: "select sabor from hoje"}
                    output: {sabor: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: sabor_do_dia}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  sabor_do_dia:
                    description: O sabor do bolo de hoje.
                    sql: {connection: loja, rows: one, query: "select sabor from hoje"}
                    output: {sabor: string}
                graph:
                  start: busca
                  nodes:
                    busca: {tool: sabor_do_dia}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .wrongType,
            Bilingual(
                "A list stands where a mapping is expected, or the like",
                "Há uma lista onde se espera um mapeamento, ou algo parecido"),
            about: Bilingual(
                """
                Each key takes a text, a number, a list or a mapping. 'buttons' takes a mapping, because each label
                says where it leads: with a list of labels the customer could tap, and nothing would follow.
                """,
                """
                Cada chave recebe um texto, um número, uma lista ou um mapeamento. 'buttons' recebe um mapeamento,
                porque cada texto diz aonde leva: com uma lista de textos o cliente poderia tocar, e nada
                aconteceria.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: O que você quer?
                      buttons: [Pão, Bolo]
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
            .wrongValue, Bilingual("A value is none that the key takes", "Um valor não é um dos que a chave aceita"),
            about: Bilingual(
                """
                The value has the right form, but is none of those that mean something here: a number out of range,
                a word that is not in the list, a time span in other words. The message says what would be right; a
                time span is a number with its unit, such as '90s', '5m', '2h' or '3d'.
                """,
                """
                O valor tem a forma certa, mas não é um dos que significam algo aqui: um número fora do intervalo,
                uma palavra fora da lista, um tempo escrito de outro jeito. A mensagem diz o que seria certo; um
                tempo é um número com a unidade, como '90s', '5m', '2h' ou '3d'.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor:
                      ask: Qual sabor de bolo?
                      on_timeout: {after: 5 minutos, goto: fim}
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
                      on_timeout: {after: 5m, goto: fim}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .invalidName,
            Bilingual("A name has capitals, accents or spaces in it", "Um nome tem maiúsculas, acentos ou espaços"),
            about: Bilingual(
                """
                Names that you invent for nodes, state and tools are of small letters a to z, digits and '_', and
                begin with a letter. So they can stand in expressions, and nobody has to guess whether it was
                'Endereço' or 'endereco'. What the customer reads may of course be written as you like.
                """,
                """
                Os nomes que você inventa para nós, estado e ferramentas têm letras minúsculas de a a z, dígitos e
                '_', e começam com uma letra. Assim podem aparecer em expressões, e ninguém precisa adivinhar se era
                'Endereço' ou 'endereco'. O que o cliente lê você escreve como quiser, é claro.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                    Endereço: {ask: Onde entregamos?}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {say: Olá!}
                    endereco: {ask: Onde entregamos?}
                """),
        DiagnosticPage(
            .noKind,
            Bilingual(
                "A node, tool or connection does not say what it is",
                "Um nó, uma ferramenta ou uma conexão não diz o que é"),
            about: Bilingual(
                """
                A node is what its verb says: 'say', 'ask', 'tool' and so on. A tool and a connection have such a
                key as well. Here the verb is misspelt, so that the conversation would come to a place where nothing
                happens.
                """,
                """
                Um nó é o que o verbo dele diz: 'say', 'ask', 'tool' e assim por diante. Uma ferramenta e uma
                conexão também têm uma chave assim. Aqui o verbo está com erro de digitação, e a conversa chegaria a
                um lugar onde nada acontece.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor: {aks: Qual sabor de bolo?}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: sabor
                  nodes:
                    sabor: {ask: Qual sabor de bolo?}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .severalKinds,
            Bilingual(
                "A node, tool or connection is two things at once",
                "Um nó, uma ferramenta ou uma conexão é duas coisas ao mesmo tempo"),
            about: Bilingual(
                """
                A node does one thing. With two verbs nobody could tell which of them comes first, and where the
                conversation waits. Make two nodes of it: the conversation goes on at the node below by itself.
                """,
                """
                Um nó faz uma coisa. Com dois verbos ninguém saberia qual vem primeiro, nem onde a conversa espera.
                Faça dois nós: a conversa continua sozinha no nó de baixo.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Bem-vindo à padaria!
                      ask: O que você quer hoje?
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi:
                      say: Bem-vindo à padaria!
                    pedido:
                      ask: O que você quer hoje?
                    fim: {end: pronto}
                """),
    ]
}
