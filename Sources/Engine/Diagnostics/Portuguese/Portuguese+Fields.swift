/// What is said of keys and values, and the words for what was expected.
extension Portuguese {
    static let fields: [(String, String)] = [
        ("no key '%1' is known here; allowed are %2", "a chave '%1' não existe aqui; as permitidas são %2"),
        ("did you mean '%1'?", "você quis dizer '%1'?"),
        ("the key '%1' is missing", "falta a chave '%1'"),
        ("add '%1:' (%2)", "acrescente '%1:' (%2)"),
        ("expected %1, found %2", "esperado: %1; encontrado: %2"),
        ("expected %1, found '%2'", "esperado: %1; encontrado: '%2'"),
        ("if it is meant as a text, put it in quotes: %1", "se é um texto, ponha-o entre aspas: %1"),
        (
            "'%1' is no name: a name is of lower-case letters a to z, digits and '_', and begins with a letter",
            "'%1' não serve como nome: um nome tem letras minúsculas de a a z, algarismos e '_', e começa com uma letra"
        ),
        ("write '%1'", "escreva '%1'"),
        ("an expression stands here without '{{ }}'", "aqui a expressão é escrita sem '{{ }}'"),
        ("write %1", "escreva %1"),
        ("expected '${NAME}' or '${NAME:-default}' after '$'", "depois de '$' espera-se '${NAME}' ou '${NAME:-default}'"),
        (
            "a secret must not stand in a file, only the name of its environment variable",
            "um segredo não pode estar num arquivo, só o nome da variável de ambiente dele"
        ),
        (
            "write '${NAME}', and set NAME where the engine runs",
            "escreva '${NAME}', e defina NAME no ambiente em que o motor roda"
        ),
        ("%1 needs one of the keys %2", "%1 precisa de uma das chaves %2"),
        ("%1 is one thing, and here are %2", "%1 é uma coisa só, e aqui estão %2"),
        (
            "keep one of them, and move the others to mappings of their own",
            "deixe uma delas, e mude as outras para blocos próprios"
        ),
        ("'%1' stands", "'%1' está"),
        ("expected %1 in this type", "neste tipo espera-se %1"),
        (
            "'{{ }}' must not stand in a query: a value could then change what the query does",
            "'{{ }}' não pode estar numa consulta: um valor poderia então mudar o que a consulta faz"
        ),
        (
            "write ':name', and say under 'bind:' or 'parameters:' what the name is",
            "escreva ':nome', e diga em 'bind:' ou 'parameters:' o que o nome é"
        ),
        ("a bot needs a file '%1', and there is none", "um bot precisa de um arquivo '%1', e não há nenhum"),
        ("the bot's folder has no file '%1'", "a pasta do bot não tem o arquivo '%1'"),
        ("a %1 is named '%2' already", "já existe %1 com o nome '%2'"),
        ("give one of the two another name", "dê outro nome a um dos dois"),
        ("'%1' is defined", "a definição de '%1' está"),
        ("'%1' has a meaning here already", "'%1' já tem um significado aqui"),
        ("choose another name", "escolha outro nome"),
        ("no model is named '%1'; there are %2", "nenhum modelo se chama '%1'; existem: %2"),
        ("no connection is named '%1'; there are %2", "nenhuma conexão se chama '%1'; existem: %2"),
        ("no type is named '%1'; there are %2", "nenhum tipo se chama '%1'; existem: %2"),
        ("no tool is named '%1'; there are %2", "nenhuma ferramenta se chama '%1'; existem: %2"),
        ("no state is named '%1'; there are %2", "nenhum nome do estado é '%1'; existem: %2"),
        ("nothing is named '%1'; there are %2", "nada se chama '%1'; existem: %2"),
        (
            "'%1' is not yet enforced: the bot runs as if it were not there",
            "'%1' ainda não é aplicado: o bot roda como se ele não estivesse aqui"
        ),
        ("remove it until a release supports it", "tire-o até que uma versão o suporte"),
        ("the text '%1'", "o texto '%1'"),
        ("a list", "uma lista"),
        ("a mapping", "um bloco de chaves"),
        ("nothing", "nada"),
        ("none", "nenhum"),
        ("tool", "ferramenta"),
        ("test", "teste"),
        ("a mapping with %1", "um bloco com as chaves %1"),
        ("a mapping with a verb such as %1", "um bloco de chaves com um verbo como %1"),
        ("%1: a mapping with one of %2", "%1: um bloco de chaves com %2"),
        ("a list in which each is %1", "uma lista em que cada item é %1"),
        ("a mapping in which each value is %1", "um bloco de chaves em que cada valor é %1"),
        ("%1 or %2", "%1 ou %2"),
        ("%1 and %2", "%1 e %2"),
        ("%1 and %2 more", "%1 e mais %2"),
        ("%1 to %2", "%1 a %2"),
        ("%1 at %2", "%1 em %2"),
        ("a text", "um texto"),
        ("a value", "um valor"),
        ("a number", "um número"),
        ("a name", "um nome"),
        ("an expression", "uma expressão"),
        ("'true' or 'false'", "'true' ou 'false'"),
        ("true or false", "true ou false"),
        ("a whole number", "um número inteiro"),
        ("a whole number from %1 to %2", "um número inteiro de %1 a %2"),
        ("a number from %1", "um número de %1"),
        (
            "a time span such as '1500ms', '8s', '15m', '2h' or '180d'",
            "um intervalo de tempo como '1500ms', '8s', '15m', '2h' ou '180d'"
        ),
        ("a date as YYYY-MM-DD", "uma data como AAAA-MM-DD"),
        ("a time as in RFC 3339", "um momento como na RFC 3339"),
        ("a duration in seconds, such as 90s", "uma duração em segundos, como 90s"),
        ("an object", "um objeto"),
        ("%1 within its rules", "%1 dentro das regras"),
        ("one of %1", "um de %1"),
        ("a connection", "uma conexão"),
        ("a tool", "ferramenta"),
        ("a node", "um nó"),
        ("a way", "um caminho"),
        ("a request", "uma requisição"),
        ("a step", "um passo"),
        ("a message", "uma mensagem"),
        ("an answer of the model", "uma resposta do modelo"),
        ("an answer of the tool", "uma resposta da ferramenta"),
        ("an authentication", "uma autenticação"),
        ("an expectation of a text", "o que se espera de um texto"),
        ("a regular expression", "uma expressão regular"),
        ("a language such as 'pt-BR' or 'en'", "um idioma como 'pt-BR' ou 'en'"),
        ("a time zone such as 'America/Sao_Paulo' or 'UTC'", "um fuso horário como 'America/Sao_Paulo' ou 'UTC'"),
        ("a currency such as 'BRL'", "uma moeda como 'BRL'"),
        ("a provider and its model, such as 'openai/gpt-4o-mini'", "um provedor e o modelo dele, como 'openai/gpt-4o-mini'"),
        ("'more' is said when there are more than 'max'", "'more' é dito quando há mais do que 'max'"),
        (
            "a text, '{if: …, text: …}' or '{each: …, as: …, text: …}'",
            "um texto, '{if: …, text: …}' ou '{each: …, as: …, text: …}'"
        ),
        ("a JSON Schema: a mapping with 'type' and more", "um JSON Schema: um bloco de chaves com 'type' e outras"),
        ("'%1' of a JSON Schema is not checked", "'%1' de um JSON Schema não é verificado"),
        (
            "what it says is not relied on; values that break it are let through",
            "não conte com o que ele diz; valores que não o cumprem passam"
        ),
        (
            "a schema can refer to its own file only, as in '#/$defs/Item'",
            "um esquema só pode se referir ao próprio arquivo, como em '#/$defs/Item'"
        ),
        ("copy what it refers to under '$defs'", "copie para '$defs' aquilo a que ele se refere"),
        ("there is nothing at '%1' in this file", "não há nada em '%1' neste arquivo"),
        ("a text, which may hold '${NAME}' or '${NAME:-default}'", "um texto, que pode ter '${NAME}' ou '${NAME:-default}'"),
        (
            "a type such as 'string', 'list(number)', 'map(string)', the name of one, or a mapping from names to types",
            "um tipo como 'string', 'list(number)', 'map(string)', o nome de um tipo, ou um bloco de nomes com seus tipos"
        ),
        ("the end of the type", "o fim do tipo"),
        ("at most %1 types inside one another", "no máximo %1 tipos uns dentro dos outros"),
        ("the name of a type", "o nome de um tipo"),
        ("'output' after the name of a tool", "'output' depois do nome de uma ferramenta"),
        ("the name of a field", "o nome de um campo"),
        ("',' or '}'", "',' ou '}'"),
        ("a type, or a mapping with 'type' and more", "um tipo, ou um bloco de chaves com 'type' e outras"),
        ("at least one route", "pelo menos uma rota"),
        ("'true', 'false' or a part of the error", "'true', 'false' ou uma parte do erro"),
        ("one answer, for 'answers' stands in no other", "uma resposta só, pois 'answers' não pode estar dentro de outra"),
        (
            "a status from 100 to 599, 'unavailable', 'refused' or 'invalid'",
            "um status de 100 a 599, 'unavailable', 'refused' ou 'invalid'"
        ),
        ("a time such as '2026-11-23T10:00:00-03:00'", "um momento como '2026-11-23T10:00:00-03:00'"),
        ("a type", "um tipo"),
        ("error", "erro"),
        ("warning", "aviso"),
        ("help", "ajuda"),
        ("note", "nota"),
    ]
}
