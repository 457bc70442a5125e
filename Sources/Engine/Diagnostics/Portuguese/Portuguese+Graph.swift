/// What is said of nodes, ways, tools, messages, regions and tests.
extension Portuguese {
    static let graph: [(String, String)] = [
        (
            "a tool that writes cannot keep its result for other calls",
            "uma ferramenta que escreve não pode guardar o resultado para outras chamadas"
        ),
        (
            "remove 'cache', or write 'effect: read' if the call changes nothing outside",
            "tire 'cache', ou escreva 'effect: read' se a chamada não muda nada lá fora"
        ),
        (
            "what was said is another with each conversation, and is never kept for other calls",
            "o que foi dito é outro em cada conversa, e nunca é guardado para outras chamadas"
        ),
        ("remove 'cache'", "tire 'cache'"),
        (
            "a base is a folder beside the bot's own, and '%1' is none",
            "uma base é uma pasta ao lado da do bot, e '%1' não é"
        ),
        ("write '../' and the folder's name, as in '../base'", "escreva '../' e o nome da pasta, como em '../base'"),
        ("'%1' has neither a '%2' nor a '%3'", "'%1' não tem nem '%2' nem '%3'"),
        ("put what several bots share into '%1/%2'", "ponha em '%1/%2' o que vários bots têm em comum"),
        ("'%1' extends this bot in turn", "'%1' por sua vez estende este bot"),
        ("put what both share into a third folder", "ponha o que os dois têm em comum numa terceira pasta"),
        ("at most %1 bases may stand behind one another", "pode haver no máximo %1 bases uma atrás da outra"),
        ("put the keys of two of them into one", "junte as chaves de duas delas numa só"),
        ("no node is named '%1'; there are %2", "nenhum nó se chama '%1'; existem: %2"),
        ("nothing leads to the node '%1'", "nada leva ao nó '%1'"),
        ("name it in a 'next', a button or 'always', or remove it", "cite-o num 'next', num botão ou em 'always', ou tire-o"),
        (
            "%1 may have no value here: not every way to this place writes it",
            "aqui %1 pode não ter valor: nem todo caminho até este ponto o escreve"
        ),
        (
            "write %1.orValue('…'), or give it a 'default' under 'state'",
            "escreva %1.orValue('…'), ou dê-lhe um 'default' em 'state'"
        ),
        ("there is none", "não há nenhum"),
        ("there are %1", "existem: %1"),
        (
            "no model is named here, and none is called 'default'; %1",
            "aqui nenhum modelo é citado, e nenhum se chama 'default'; %1"
        ),
        ("add 'default' under 'models'", "acrescente 'default' em 'models'"),
        (
            "this list of edges does not say where to go when no condition holds",
            "esta lista de caminhos não diz aonde ir quando nenhuma condição vale"
        ),
        ("end it with '- {else: NODE}'", "termine-a com '- {else: NÓ}'"),
        (
            "an 'else' stands last: no edge below it is ever tried",
            "um 'else' vem por último: nenhum caminho abaixo dele é tentado"
        ),
        ("move it to the end of the list", "mude-o para o fim da lista"),
        (
            "%1 lead round and round, and none of them waits, calls or ends",
            "%1 levam uns aos outros em círculo, e nenhum deles espera, chama ou termina"
        ),
        ("let one of them ask, or lead out of the circle", "faça um deles perguntar, ou levar para fora do círculo"),
        ("the graph has no nodes", "o grafo não tem nós"),
        ("add one under 'nodes'", "acrescente um em 'nodes'"),
        ("it has none", "não há nenhum"),
        ("it has %1", "há %1"),
        ("the tool '%1' has no parameter '%2'; %3", "a ferramenta '%1' não tem o parâmetro '%2'; %3"),
        ("the tool '%1' needs '%2'", "a ferramenta '%1' precisa de '%2'"),
        ("add '%1' under 'with'", "acrescente '%1' em 'with'"),
        ("'%1' is declared as %2 and cannot take this output", "'%1' está declarado como %2 e não pode receber esta saída"),
        ("declare it with the fields of 'output', or change them", "declare-o com os campos de 'output', ou mude-os"),
        ("the choice '%1' is no answer of type '%2'", "a opção '%1' não é uma resposta do tipo '%2'"),
        ("change it, or 'type'", "mude-a, ou mude 'type'"),
        (
            "'%1' is declared as %2 and cannot take an answer of type '%3'",
            "'%1' está declarado como %2 e não pode receber uma resposta do tipo '%3'"
        ),
        ("change 'type', or the declaration under 'state'", "mude 'type', ou a declaração em 'state'"),
        ("a message has at most %1 buttons, and this one has %2", "uma mensagem tem no máximo %1 botões, e esta tem %2"),
        ("shorten it", "encurte-o"),
        ("two buttons of one message are labelled '%1'", "dois botões da mesma mensagem têm o texto '%1'"),
        ("give each its own label", "dê a cada um o seu texto"),
        ("the first is", "o primeiro está"),
        ("send a part of it with a 'say' before this one", "envie uma parte dele com um 'say' antes deste"),
        ("no language is known as '%1'", "nenhum idioma é conhecido como '%1'"),
        ("write the language and the country, as in 'pt-BR'", "escreva o idioma e o país, como em 'pt-BR'"),
        ("name a city of the zone, as in 'America/Sao_Paulo'", "cite uma cidade do fuso, como em 'America/Sao_Paulo'"),
        ("install the system's package 'tzdata'", "instale o pacote 'tzdata' do sistema"),
        ("no time zone is named '%1'", "nenhum fuso horário se chama '%1'"),
        ("no currency in use has the code '%1'", "nenhuma moeda em uso tem o código '%1'"),
        ("write its three letters of ISO 4217, as in 'BRL'", "escreva as três letras dela na ISO 4217, como em 'BRL'"),
        (
            "every column of the table would reach the model and the state",
            "todas as colunas da tabela chegariam ao modelo e ao estado"
        ),
        ("name the columns that are wanted, or declare 'output'", "cite as colunas desejadas, ou declare 'output'"),
        ("the database refuses the query: %1", "o banco de dados recusa a consulta: %1"),
        ("the query gives no column '%1'; it gives %2", "a consulta não dá a coluna '%1'; ela dá %2"),
        ("add it to the query, or say 'from: row.COLUMN'", "acrescente-a à consulta, ou diga 'from: row.COLUNA'"),
        ("the tool has none", "a ferramenta não tem nenhum"),
        ("the tool has %1", "a ferramenta tem %1"),
        ("the query uses ':%1', which is no parameter; %2", "a consulta usa ':%1', que não é um parâmetro; %2"),
        ("declare '%1' under 'parameters' or 'bind'", "declare '%1' em 'parameters' ou 'bind'"),
        ("'%1' is filled both by the model and by the engine", "'%1' é preenchido pelo modelo e também pelo motor"),
        ("remove it under 'parameters' or under 'bind'", "tire-o de 'parameters' ou de 'bind'"),
        ("the connection '%1' is not %2", "a conexão '%1' não é %2"),
        ("a database", "um banco de dados"),
        ("a server", "um servidor"),
        ("an MCP server", "um servidor MCP"),
        ("the server has no tool '%1'; it has %2", "o servidor não tem a ferramenta '%1'; ele tem %2"),
        (
            "the server's tool '%1' has no parameter '%2'; it has %3",
            "a ferramenta '%1' do servidor não tem o parâmetro '%2'; ela tem %3"
        ),
        ("the server's tool '%1' needs '%2'", "a ferramenta '%1' do servidor precisa de '%2'"),
        ("name another one, or change it under 'connections'", "cite outra, ou mude-a em 'connections'"),
        (
            "a path begins with '/'; the host comes from the connection alone",
            "um caminho começa com '/'; o servidor vem só da conexão"
        ),
        ("write the part after the host, such as '/tickets'", "escreva a parte depois do servidor, como '/tickets'"),
        ("'%1' is no HTTP status", "'%1' não é um status HTTP"),
        (
            "write one such as '404', or '5xx' for all from 500 to 599",
            "escreva um como '404', ou '5xx' para todos de 500 a 599"
        ),
        ("the default of '%1' is not %2", "o valor padrão de '%1' não é %2"),
        (
            "write a fixed value of that type, or leave 'default' out",
            "escreva um valor fixo desse tipo, ou deixe 'default' de fora"
        ),
        ("'%1' is no regular expression", "'%1' não é uma expressão regular"),
        (
            "mend it; look-ahead and back-references are not supported",
            "corrija-a; look-ahead e referências para trás não são suportados"
        ),
        ("a fixed value stands here, and this is an expression", "aqui vai um valor fixo, e isto é uma expressão"),
        ("write the value itself", "escreva o próprio valor"),
        ("a node cannot name the file of a JSON Schema", "um nó não pode citar o arquivo de um JSON Schema"),
        ("give it a name under 'types', and write that name here", "dê-lhe um nome em 'types', e escreva aqui esse nome"),
        ("the type '%1' holds itself", "o tipo '%1' contém a si mesmo"),
        ("take one of its fields out", "tire um dos campos dele"),
        ("no tool '%1' declares an output", "nenhuma ferramenta '%1' declara uma saída"),
        ("add 'output' to the tool", "acrescente 'output' à ferramenta"),
        ("the answer of '%1'", "a resposta de '%1'"),
        ("it is declared as %1", "a declaração diz %1"),
        (
            "a server always answers: write '{error: 404}', or what its body holds",
            "um servidor sempre responde: escreva '{error: 404}', ou o que o corpo da resposta contém"
        ),
        (
            "only servers answer with a status: write '{error: unavailable}'",
            "só servidores respondem com um status: escreva '{error: unavailable}'"
        ),
        (
            "a server answers with no rows: write '{http: {status: 200, body: …}}'",
            "um servidor não responde com linhas: escreva '{http: {status: 200, body: …}}'"
        ),
        ("the tool gives a list", "a ferramenta dá uma lista"),
        ("its declared output is another", "a saída declarada é outra"),
        ("'%1' is %2", "'%1' é %2"),
        ("%1 does not fit: %2", "%1 não serve: %2"),
        ("no node offers or runs the tool '%1'", "nenhum nó oferece nem roda a ferramenta '%1'"),
        (
            "name it under 'tools' of an agent or in a node 'tool', or remove it",
            "cite-a em 'tools' de um agente ou num nó 'tool', ou tire-a"
        ),
        ("no node asks the model '%1'", "nenhum nó consulta o modelo '%1'"),
        ("name it in a 'model' or a 'fallback', or remove it", "cite-o num 'model' ou num 'fallback', ou tire-o"),
        ("no tool uses the connection '%1'", "nenhuma ferramenta usa a conexão '%1'"),
        ("name it in a tool, or remove it", "cite-a numa ferramenta, ou tire-a"),
        ("the query of '%1' does not use ':%2'", "a consulta de '%1' não usa ':%2'"),
        ("write it in the query, or remove it", "escreva-o na consulta, ou tire-o"),
        ("'%1' opens another way already, which is the one that is taken", "'%1' já abre outro caminho, e é esse o que vale"),
        ("keep it in one of the two", "deixe-a em um só dos dois"),
        (
            "'%1' is also a word for going back, repeating, correcting or cancelling, and is not heard as one",
            "'%1' também é uma palavra para voltar, repetir, corrigir ou cancelar, e não é ouvida como tal"
        ),
        (
            "choose another word, or say under 'commands' which words mean it",
            "escolha outra palavra, ou diga em 'commands' quais palavras servem para isso"
        ),
        (
            "'%1' is also the label of a button, and leads away from it",
            "'%1' também é o texto de um botão, e leva para longe dele"
        ),
        ("choose another word or another label", "escolha outra palavra ou outro texto para o botão"),
        ("when '%1' fails, it leads to itself and fails again", "quando '%1' falha, leva a si mesmo e falha de novo"),
        (
            "lead to a node that says so, or leave it out and use 'retry'",
            "leve a um nó que avise, ou deixe-o de fora e use 'retry'"
        ),
    ]
}
