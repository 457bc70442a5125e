/// What is said of a text that is no expression.
extension Portuguese {
    static let syntax: [(String, String)] = [
        (
            "a name in back quotes holds ASCII letters, digits, '_', '.', '-', '/' and spaces",
            "um nome entre crases tem letras sem acento, algarismos, '_', '.', '-', '/' e espaços"
        ),
        ("the text that begins here has no closing quote", "o texto que começa aqui não tem as aspas que o fecham"),
        ("the text that begins here has no closing %1", "o texto que começa aqui não tem o %1 que o fecha"),
        ("'%1' has no meaning here", "'%1' não tem sentido aqui"),
        ("a text stands in straight quotes, as in 'text'", "um texto fica entre aspas retas, como em 'texto'"),
        ("a text stands in straight quotes", "um texto fica entre aspas retas"),
        (
            "the number is out of range: whole numbers reach from %1 to %2",
            "o número passa do limite: números inteiros vão de %1 a %2"
        ),
        ("the number is out of range: 'u' numbers reach to %1", "o número passa do limite: números com 'u' vão até %1"),
        ("the number is out of range", "o número passa do limite"),
        ("'%1' is written '%2'", "'%1' é escrito '%2'"),
        ("'%1' is written with '!' before the whole", "'%1' é escrito com '!' antes de tudo"),
        ("'%1' is written x.%2(…)", "'%1' é escrito x.%2(…)"),
        ("'%1' is written '!'", "'%1' é escrito '!'"),
        ("'%1' is written '.orValue(…)'", "'%1' é escrito '.orValue(…)'"),
        ("an element of a list is read by its place in brackets", "um item de uma lista é lido pela posição entre colchetes"),
        (
            "there are no filters: what is done to a value is a function, as in upper(name)",
            "não há filtros: o que se faz com um valor é uma função, como em upper(nome)"
        ),
        ("a value is needed, such as a name", "é preciso um valor, como um nome"),
        ("'%1{…}' has no meaning here: a name stands by itself", "'%1{…}' não tem sentido aqui: um nome fica sozinho"),
        ("a name has no '%1' before it", "um nome não tem '%1' na frente"),
        ("a length of time is written 'duration(…)'", "uma duração é escrita 'duration(…)'"),
        (
            "'%1' gives no name a value: an expression only works one out",
            "'%1' não dá valor a um nome: uma expressão só calcula um valor"
        ),
        (
            "'++' gives no name a value: an expression only works one out",
            "'++' não dá valor a um nome: uma expressão só calcula um valor"
        ),
        ("an expression stands here already, and needs no '{{ }}'", "aqui já se espera uma expressão, sem '{{ }}'"),
        (
            "the name and what to do with it are two arguments: 'x, …' and not 'x => …'",
            "o nome e o que fazer com ele são dois argumentos: 'x, …' e não 'x => …'"
        ),
        ("a choice is written 'condition ? value : other'", "uma escolha é escrita 'condição ? valor : outro'"),
        (
            "a choice between two values is written 'condition ? value : other'",
            "uma escolha entre dois valores é escrita 'condição ? valor : outro'"
        ),
        ("a decimal number is written with a point", "um número decimal é escrito com ponto"),
        ("an expression is one value; texts are joined with '+'", "uma expressão é um valor só; textos se juntam com '+'"),
        ("an amount is written as a number alone", "uma quantia é escrita só com o número"),
        ("a list is made from another by list.map(x, x.name)", "de uma lista se faz outra com list.map(x, x.name)"),
        (
            "a sign is missing between two values, such as '&&', '==' or '+'; a text stands in quotes",
            "falta um sinal entre dois valores, como '&&', '==' ou '+'; um texto fica entre aspas"
        ),
        ("there is no power; multiply, as in x * x", "não há potência; multiplique, como em x * x"),
        ("a pattern is tried by text.matches('pattern')", "um padrão é testado com text.matches('padrão')"),
        (
            "'=' gives no name a value: a bot writes its state with 'set'",
            "'=' não dá valor a um nome: um bot escreve o estado com 'set'"
        ),
        ("a percentage is written as a fraction, such as 0.10", "uma porcentagem é escrita como fração, por exemplo 0.10"),
        ("':' is needed between the two values of '? :'", "é preciso ':' entre os dois valores de '? :'"),
        ("write condition ? value : other", "escreva condição ? valor : outro"),
        (
            "'has' takes the path of a field, as in has(order.total)",
            "'has' recebe o caminho de um campo, como em has(order.total)"
        ),
        ("the two variables of '%1' need different names", "as duas variáveis de '%1' precisam de nomes diferentes"),
        (
            "a simple name is needed here, for the element that the rest speaks of",
            "aqui é preciso um nome simples, para o item de que o resto fala"
        ),
        ("as in list.map(x, x.name)", "como em list.map(x, x.name)"),
        ("'__result__' is a reserved word and cannot be a name", "'__result__' é uma palavra reservada e não pode ser um nome"),
        ("'%1' is a reserved word and cannot be a name", "'%1' é uma palavra reservada e não pode ser um nome"),
        ("no dot stands before '['", "não vai ponto antes de '['"),
        ("a name after a dot has only letters without accents", "um nome depois de um ponto só tem letras sem acento"),
        (
            "a name is needed after the dot; other keys are read with ['key']",
            "depois do ponto é preciso um nome; outras chaves são lidas com ['chave']"
        ),
        ("a name is needed after the dot", "depois do ponto é preciso um nome"),
        ("',' is needed between two arguments", "é preciso ',' entre dois argumentos"),
        ("a value is needed after ','", "depois de ',' é preciso um valor"),
        ("'%1' has letters that no name may hold", "'%1' tem letras que um nome não pode ter"),
        ("names are of the letters a to z, digits and '_'", "nomes têm as letras de a a z, algarismos e '_'"),
        ("a value is needed, such as a name, a number or a text", "é preciso um valor, como um nome, um número ou um texto"),
        ("a value stands without braces", "um valor fica sem chaves em volta"),
        ("a map is written {'key': value}", "um mapa é escrito {'chave': valor}"),
        ("to close '{'", "para fechar '{'"),
        ("to close '('", "para fechar '('"),
        ("to close '['", "para fechar '['"),
        ("between a key and its value", "entre uma chave e o valor dela"),
        ("between a field and its value", "entre um campo e o valor dele"),
        ("the name of a field is needed, or '}'", "é preciso o nome de um campo, ou '}'"),
        ("an expression ends without ';'", "uma expressão termina sem ';'"),
        ("the expression ends here or goes on with an operator", "a expressão termina aqui ou continua com um operador"),
        ("'%1' is needed %2", "é preciso '%1' %2"),
        ("the expression ends too early", "a expressão termina cedo demais"),
        ("'%1' does not belong here", "'%1' não cabe aqui"),
        ("a field that may be missing is read by '.?'", "um campo que pode faltar é lido com '.?'"),
        (
            "'\\%1' is no escape; a backslash itself is written '\\\\'",
            "'\\%1' não é uma sequência especial; a própria barra invertida é escrita '\\\\'"
        ),
        ("'%1' is no character of Unicode", "'%1' não é um caractere do Unicode"),
        ("'\\%1' wants %2 octal digits", "'\\%1' pede %2 dígitos octais"),
        ("'\\%1' wants %2 hexadecimal digits", "'\\%1' pede %2 dígitos hexadecimais"),
    ]
}
