/// What is said of sub-graphs, branches and times.
extension Portuguese {
    static let machine: [(String, String)] = [
        ("the graph '%1' has no parameter '%2'; %3", "o grafo '%1' não tem o parâmetro '%2'; %3"),
        ("add it under the graph's 'parameters'", "acrescente-o em 'parameters' do grafo"),
        ("the graph '%1' needs '%2'", "o grafo '%1' precisa de '%2'"),
        ("the graph '%1' gives nothing that could be saved", "o grafo '%1' não devolve nada que se possa guardar"),
        ("add 'output' to the graph, or leave 'save' out", "acrescente 'output' ao grafo, ou tire 'save'"),
        (
            "'%1' is declared as %2 and cannot take the output of the graph '%3'",
            "'%1' está declarado como %2 e não pode receber a saída do grafo '%3'"
        ),
        (
            "declare it with the fields of the graph's 'output', or change them",
            "declare-o com os campos de 'output' do grafo, ou mude-os"
        ),
        (
            "'%1' is declared as %2 and cannot take a list of results",
            "'%1' está declarado como %2 e não pode receber uma lista de resultados"
        ),
        ("declare it as a list", "declare-o como lista"),
        ("%1 run each other, and would never end", "%1 executam um ao outro, e nunca terminariam"),
        ("'%1' runs itself, and would never end", "'%1' executa a si mesmo, e nunca terminaria"),
        ("lead back to one of its nodes by 'next' instead", "em vez disso volte a um dos nós dele com 'next'"),
        ("nothing runs the graph '%1'", "nada executa o grafo '%1'"),
        ("name it in a 'run', an 'each' or a tool, or remove it", "cite-o num 'run', num 'each' ou numa ferramenta, ou tire-o"),
        (
            "several branches write '%1', and nothing says which of them holds",
            "vários ramos escrevem '%1', e nada diz qual deles vale"
        ),
        (
            "give '%1' a 'reduce' under 'state', such as 'append', or let each branch write a name of its own",
            "dê a '%1' um 'reduce' em 'state', como 'append', ou faça cada ramo escrever um nome próprio"
        ),
        (
            "'%1' gives the conversation to a person while other branches of this '%2' run",
            "'%1' passa a conversa a uma pessoa enquanto outros ramos deste '%2' andam"
        ),
        (
            "hand over behind it, when all branches have ended",
            "passe a conversa depois dele, quando todos os ramos terminaram"
        ),
        (
            "'%1' gives the conversation to a person while a tool waits for its graph to end",
            "'%1' passa a conversa a uma pessoa enquanto uma ferramenta espera o fim do seu grafo"
        ),
        ("hand over behind the node that uses the tool", "passe a conversa depois do nó que usa a ferramenta"),
        ("add '%1' under 'parameters' or 'bind'", "acrescente '%1' em 'parameters' ou 'bind'"),
        (
            "a node under 'do' stands alone: no way leads from it to '%1'",
            "um nó em 'do' fica sozinho: nenhum caminho leva dele a '%1'"
        ),
        ("take a graph under 'graphs' for more than one node", "para mais de um nó use um grafo em 'graphs'"),
        ("a 'parallel' goes on at the node under 'join'", "um 'parallel' continua no nó em 'join'"),
        ("remove 'next'", "tire 'next'"),
        (
            "a node with '%1' calls nothing that could be tried again",
            "um nó com '%1' não chama nada que se possa tentar de novo"
        ),
        (
            "write 'retry' at the nodes with 'tool', 'agent' or 'choose'",
            "escreva 'retry' nos nós com 'tool', 'agent' ou 'choose'"
        ),
        (
            "a node with '%1' never works for a while, so that a 'timeout' means nothing",
            "um nó com '%1' nunca leva tempo, de modo que 'timeout' não significa nada"
        ),
        (
            "write 'on_timeout' for an answer that does not come",
            "escreva 'on_timeout' para uma resposta que não chega"
        ),
        ("remove it", "tire-o"),
        (
            "this node waits for no answer, so that 'on_timeout' means nothing",
            "este nó não espera resposta, de modo que 'on_timeout' não significa nada"
        ),
        ("add buttons or a confirmation, or remove it", "acrescente botões ou uma confirmação, ou tire-o"),
        ("'%1' changes something outside, and might do it twice", "'%1' muda algo fora do bot, e poderia fazê-lo duas vezes"),
        (
            "write 'retry' at the connection: it keeps the idempotency key",
            "escreva 'retry' na conexão: ele mantém a chave de idempotência"
        ),
        (
            "this is neither a time span such as '2h' nor an expression that gives a time span or a time",
            "isto não é uma duração como '2h' nem uma expressão que dá uma duração ou um momento"
        ),
        (
            "write '2h', or one expression in braces that gives the time",
            "escreva '2h', ou uma só expressão entre chaves que dá o tempo"
        ),
        ("no graph is named '%1'; there are %2", "nenhum grafo se chama '%1'; existem: %2"),
        ("how long to wait for the answer", "quanto tempo esperar pela resposta"),
        ("where to go then", "aonde ir então"),
        ("where the bot goes on", "onde o bot continua"),
        ("the graph's name", "o nome do grafo"),
        ("the node with which it begins", "o nó com que ele começa"),
        ("the sub-graph, a name under 'graphs'", "o subgrafo, um nome em 'graphs'"),
        ("the queue whose people are told", "a fila cujas pessoas são avisadas"),
        (
            "where to go outside the opening hours, in the place of 'closed' of the policy 'hours'",
            "para onde ir fora do horário de atendimento, no lugar de 'closed' da política 'hours'"
        ),
        ("the list", "a lista"),
        ("the name that each element has in 'do'", "o nome que cada item tem em 'do'"),
        (
            "the node that is run for each; or a sub-graph, whose parameter of the name under 'as' takes the element",
            "o nó executado para cada item; ou um subgrafo, cujo parâmetro com o nome em 'as' recebe o item"
        ),
        ("the nodes with which the branches begin", "os nós com que os ramos começam"),
        (
            "the node before which each branch ends, and where the conversation goes on when all have ended",
            "o nó antes do qual cada ramo termina, e onde a conversa continua quando todos terminaram"
        ),
        ("a list of 2 to 20 nodes", "uma lista de 2 a 20 nós"),
        (
            "how long, or until when: a time span, or an expression that gives one or a time",
            "quanto tempo, ou até quando: uma duração, ou uma expressão que dá uma duração ou um momento"
        ),
        ("what the person writes to the customer", "o que a pessoa escreve ao cliente"),
    ]
}
