/// How names, secrets and expressions are written.
extension DiagnosticPage {
    static let notations: [DiagnosticPage] = [
        DiagnosticPage(
            .literalSecret,
            Bilingual("A password or key stands in the file itself", "Uma senha ou chave está escrita no próprio arquivo"),
            about: Bilingual(
                """
                Whoever reads the file, today or in its history, could use the key and you would pay the bill. Write
                the name of an environment variable, such as '${OPENAI_API_KEY}', and set it where the bot runs. A
                key that has been in a file is no secret any more: revoke it at the provider. Trama shows only
                asterisks in its place.
                """,
                """
                Quem lê o arquivo, hoje ou no histórico dele, poderia usar a chave, e você pagaria a conta. Escreva
                o nome de uma variável de ambiente, como '${OPENAI_API_KEY}', e defina-a onde o bot roda. Uma chave
                que já esteve num arquivo não é mais segredo: revogue-a no provedor. No lugar dela o Trama só mostra
                asteriscos.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: minha-chave-secreta}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}"}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """),
        DiagnosticPage(
            .bracesInExpression, Bilingual("A condition is written in '{{ }}'", "Uma condição está escrita com '{{ }}'"),
            about: Bilingual(
                """
                In a text '{{ }}' tells where an expression begins and ends. A condition is an expression from its
                first letter to its last and needs no braces. Trama reads it nevertheless; without them it is easier
                to read.
                """,
                """
                Num texto, '{{ }}' diz onde começa e termina uma expressão. Uma condição é uma expressão da primeira
                à última letra e não precisa das chaves. O Trama a lê mesmo assim; sem elas fica mais fácil de ler.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  always:
                    - {if: "{{ message.text == '0' }}", goto: oi}
                  nodes:
                    oi: {ask: O que você quer?}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  always:
                    - {if: message.text == '0', goto: oi}
                  nodes:
                    oi: {ask: O que você quer?}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .templateInQuery, Bilingual("A query has '{{ }}' in it", "Uma consulta tem '{{ }}'"),
            about: Bilingual(
                """
                If a value became part of the query's own text, a customer could write words that change what the
                query does: read the orders of others, or delete them. Write ':name' for the value. The database
                then takes it as a value, whatever stands in it.
                """,
                """
                Se um valor virasse parte do texto da consulta, um cliente poderia escrever palavras que mudam o que
                ela faz: ler os pedidos dos outros, ou apagá-los. Escreva ':nome' no lugar do valor. O banco o
                recebe então como valor, não importa o que esteja nele.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  pedido:
                    description: A situação de um pedido.
                    parameters: {numero: string}
                    sql: {connection: loja, rows: one, query: "select situacao from pedidos where numero = '{{ numero }}'"}
                    output: {situacao: string}
                graph:
                  start: numero
                  nodes:
                    numero: {ask: Qual é o número do pedido?}
                    busca: {tool: pedido, with: {numero: "{{ message.text }}"}}
                    fim: {end: pronto}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                connections:
                  loja: {sqlite: loja.sqlite}
                tools:
                  pedido:
                    description: A situação de um pedido.
                    parameters: {numero: string}
                    sql: {connection: loja, rows: one, query: "select situacao from pedidos where numero = :numero"}
                    output: {situacao: string}
                graph:
                  start: numero
                  nodes:
                    numero: {ask: Qual é o número do pedido?}
                    busca: {tool: pedido, with: {numero: "{{ message.text }}"}}
                    fim: {end: pronto}
                """),
        DiagnosticPage(
            .duplicateName, Bilingual("A name is given twice", "Um nome é dado duas vezes"),
            about: Bilingual(
                """
                Two tools, two graphs or two tests have the same name, or a name means something in every expression
                already, such as 'message'. Nobody could tell which of the two is meant: a model would be offered
                one of them, or you would not know which test failed. It often happens when a part is copied and its
                name forgotten.
                """,
                """
                Duas ferramentas, dois grafos ou dois testes têm o mesmo nome, ou um nome já significa algo em toda
                expressão, como 'message'. Ninguém saberia qual dos dois se quer dizer: um modelo receberia um só
                deles, ou você não saberia qual teste falhou. Acontece muito quando se copia uma parte e se esquece
                o nome.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {ask: O que você quer?}
                    fim: {say: Anotado!}
                tests:
                  - test: um pedido
                    talk:
                      - {user: oi, expect: {reply: {contains: quer}}}
                  - test: um pedido
                    talk:
                      - {user: oi}
                      - {user: bolo, expect: {reply: {contains: Anotado}}}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                graph:
                  start: oi
                  nodes:
                    oi: {ask: O que você quer?}
                    fim: {say: Anotado!}
                tests:
                  - test: um pedido
                    talk:
                      - {user: oi, expect: {reply: {contains: quer}}}
                  - test: um pedido é anotado
                    talk:
                      - {user: oi}
                      - {user: bolo, expect: {reply: {contains: Anotado}}}
                """),
        DiagnosticPage(
            .unknownModel, Bilingual("No model has this name", "Nenhum modelo tem este nome"),
            about: Bilingual(
                """
                A node or a 'fallback' names a model that is not under 'models'. When the first model does not
                answer, nothing would stand in for it, and the customer would read an excuse.
                """,
                """
                Um nó ou um 'fallback' cita um modelo que não está em 'models'. Quando o primeiro modelo não
                respondesse, nada o substituiria, e o cliente leria uma desculpa.
                """),
            failing: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}", fallback: resrva}
                  reserva: {use: openai/gpt-4o, api_key: "${OPENAI_API_KEY}"}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """,
            mended: """
                version: 1
                bot: {id: padaria, name: Padaria}
                models:
                  default: {use: openai/gpt-4o-mini, api_key: "${OPENAI_API_KEY}", fallback: reserva}
                  reserva: {use: openai/gpt-4o, api_key: "${OPENAI_API_KEY}"}
                graph:
                  start: conversa
                  nodes:
                    conversa: {agent: Você atende a padaria.}
                """),
    ]
}
