/// What is said of files that YAML does not read, or reads in another way than it looks.
extension Portuguese {
    static let yaml: [(String, String)] = [
        (
            "a key must not stand here: the line above has a value already",
            "aqui não pode haver uma chave: a linha de cima já tem um valor"
        ),
        (
            "put both keys in the same column, or remove the value above",
            "alinhe as duas chaves na mesma coluna, ou tire o valor de cima"
        ),
        ("this line has a text where a key with ':' is expected", "nesta linha há um texto onde se espera uma chave com ':'"),
        ("write 'key: value', or '- value' in a list", "escreva 'chave: valor', ou '- valor' numa lista"),
        (
            "this does not continue the mapping: a key with ':' is expected",
            "isto não continua o bloco de chaves: espera-se uma chave com ':'"
        ),
        (
            "put the keys of one mapping in the same column, and a text with quotes in it wholly in quotes",
            "alinhe as chaves do mesmo bloco na mesma coluna, e ponha entre aspas o texto inteiro que tem aspas dentro"
        ),
        ("this does not continue the list: '-' is expected", "isto não continua a lista: espera-se '-'"),
        ("put the '-' of one list in the same column", "alinhe os '-' da mesma lista na mesma coluna"),
        ("expected ',' or ']' in the list", "espera-se ',' ou ']' na lista"),
        ("expected ',' or '}' in the mapping", "espera-se ',' ou '}' no bloco de chaves"),
        ("the quotes that open here are never closed", "as aspas que abrem aqui nunca fecham"),
        (
            "close them, and write a quote inside '…' twice",
            "feche-as, e escreva duas vezes um apóstrofo que está dentro de '…'"
        ),
        ("a list with '-' must not begin here", "uma lista com '-' não pode começar aqui"),
        ("begin it on the line below its key", "comece-a na linha abaixo da chave"),
        ("a key must not stand here", "aqui não pode haver uma chave"),
        ("begin a mapping on the line below its key", "comece um bloco de chaves na linha abaixo da chave dele"),
        ("a text after '|' or '>' begins on the next line", "um texto depois de '|' ou '>' começa na linha seguinte"),
        (
            "a '\\' in double quotes begins an escape, and this is none",
            "uma '\\' entre aspas duplas começa uma sequência especial, e esta não existe"
        ),
        ("use single quotes, in which '\\' is only itself", "use aspas simples, em que '\\' é só uma '\\'"),
        ("a value must not begin with this character", "um valor não pode começar com este caractere"),
        ("put the value in quotes", "ponha o valor entre aspas"),
        ("the document has ended above, and something follows", "o documento já terminou acima, e ainda vem algo depois"),
        ("put all keys of the file in the first column", "ponha todas as chaves do arquivo na primeira coluna"),
        ("YAML cannot read on here: %1", "o YAML não consegue ler a partir daqui: %1"),
        ("the mapping begins", "o bloco de chaves começa"),
        ("the list begins", "a lista começa"),
        ("the '{' stands", "a '{' está"),
        ("the '[' stands", "o '[' está"),
        ("it begins", "o começo está"),
        ("the file has %1 bytes, and at most %2 are read", "o arquivo tem %1 bytes, e são lidos no máximo %2"),
        (
            "put tools, graphs and long texts in files of their own",
            "ponha ferramentas, grafos e textos longos em arquivos próprios"
        ),
        ("the file is not UTF-8 from here on", "daqui em diante o arquivo não está em UTF-8"),
        ("save the file in the encoding UTF-8", "salve o arquivo na codificação UTF-8"),
        ("the character U+%1 must not stand in the file", "o caractere U+%1 não pode estar no arquivo"),
        (
            "remove it; a text in double quotes can hold it as '\\u%1'",
            "tire-o; um texto entre aspas duplas pode tê-lo como '\\u%1'"
        ),
        (
            "more than %1 lists and mappings stand inside one another",
            "há mais de %1 listas e blocos de chaves uns dentro dos outros"
        ),
        ("the file uses '*' more than %1 times", "o arquivo usa '*' mais de %1 vezes"),
        (
            "the file holds more than %1 values, counting each use of '*' with all it stands for",
            "o arquivo tem mais de %1 valores, contando cada uso de '*' com tudo o que ele repete"
        ),
        ("a second document begins here, and a file holds one", "aqui começa um segundo documento, e um arquivo tem só um"),
        (
            "remove the line '---', or move what follows to a file of its own",
            "tire a linha '---', ou mude o que vem depois para um arquivo próprio"
        ),
        ("the file is empty", "o arquivo está vazio"),
        ("the key '%1' stands here a second time", "a chave '%1' está aqui pela segunda vez"),
        ("remove one of the two, or put them together", "tire uma das duas, ou junte-as"),
        ("'%1' stands first", "'%1' aparece primeiro"),
        ("a key must be a text, not a list or a mapping", "uma chave é um texto, não uma lista nem um bloco de chaves"),
        (
            "a value that begins with '*' refers to one that is marked with '&', and there is none of this name above",
            "um valor que começa com '*' se refere a outro marcado com '&', e acima não há nenhum com este nome"
        ),
        ("put a text that begins with '*' in quotes: %1", "ponha entre aspas um texto que começa com '*': %1"),
        (
            "a value that begins with '!' is a tag to YAML and loses its text",
            "um valor que começa com '!' é uma etiqueta para o YAML, e o texto se perde"
        ),
        ("put it in quotes: %1", "ponha-o entre aspas: %1"),
        (
            "a value that begins with '{{' must be in quotes, or YAML reads a mapping",
            "um valor que começa com '{{' deve estar entre aspas, senão o YAML lê um bloco de chaves"
        ),
        ("the value of '%1'", "o valor de '%1'"),
        ("the value", "o valor"),
        ("begins with '{{'", "começa com '{{'"),
        ("begins with '%1', which means something else to YAML", "começa com '%1', que para o YAML quer dizer outra coisa"),
        ("begins with a text in quotes and goes on after it", "começa com um texto entre aspas e continua depois dele"),
        ("begins with '%1' and goes on after what that opens", "começa com '%1' e continua depois do que este sinal abre"),
        ("has a %1 in a text that stands in %2…%3", "tem %1 dentro de um texto que está entre %2…%3"),
        ("holds ': ', which YAML takes for the end of a key", "tem ': ', que o YAML toma pelo fim de uma chave"),
        (
            "holds a bracket, a brace or a comma, which end it within '{…}'",
            "tem um colchete, uma chave '{' ou '}' ou uma vírgula, que dentro de '{…}' encerram o valor"
        ),
        ("put the whole value in quotes: %1", "ponha o valor inteiro entre aspas: %1"),
        (
            "the comment on the line above has ended the value, and this stands outside of it",
            "o comentário da linha de cima encerrou o valor, e isto ficou fora dele"
        ),
        ("move the comment to a line above the key", "mude o comentário para uma linha acima da chave"),
        (
            "a space is missing after '%1:', so YAML reads no key",
            "falta um espaço depois de '%1:', e assim o YAML não lê uma chave"
        ),
        ("write '%1: …'", "escreva '%1: …'"),
        ("a tab stands here, and YAML wants spaces", "aqui há uma tabulação, e o YAML quer espaços"),
        ("indent with two spaces a level", "recue com dois espaços por nível"),
        (
            "YAML takes ' #' for the start of a comment and keeps only '%1'",
            "o YAML toma ' #' pelo começo de um comentário e guarda só '%1'"
        ),
    ]
}
