/// What is said of the types and names of an expression.
extension Portuguese {
    static let types: [(String, String)] = [
        ("this text is no length of time", "este texto não é uma duração"),
        (
            "write hours, minutes and seconds, as in duration('72h') or duration('1h30m')",
            "escreva horas, minutos e segundos, como em duration('72h') ou duration('1h30m')"
        ),
        ("this text is no date with a time", "este texto não é uma data com hora"),
        ("write it as in timestamp('2026-12-31T18:00:00-03:00')", "escreva como em timestamp('2026-12-31T18:00:00-03:00')"),
        ("look-ahead and back-references are not supported", "look-ahead e referências para trás não são suportados"),
        ("a text stands in quotes", "um texto fica entre aspas"),
        ("compare it with something, as in … == '%1'", "compare-o com algo, como em … == '%1'"),
        ("compare it with something, as in … == …", "compare-o com algo, como em … == …"),
        ("ask something of it, as in … == … or … > …", "pergunte algo sobre ele, como em … == … ou … > …"),
        ("a list has elements: %1[0] is the first", "uma lista tem itens: %1[0] é o primeiro"),
        (
            "%1[0].%2 is that of the first element, %3.exists(x, x.%4 == …) asks all",
            "%1[0].%2 é o do primeiro item, %3.exists(x, x.%4 == …) pergunta a todos"
        ),
        (
            "its parts are read by getFullYear(), getMonth(), which is 0 in January, getDate(), getHours() and getMinutes()",
            "as partes dele são lidas com getFullYear(), getMonth(), que em janeiro é 0, getDate(), getHours() e getMinutes()"
        ),
        ("a length of time is written duration('72h')", "uma duração é escrita duration('72h')"),
        ("a day is written by date(x, 'dd/MM/yyyy')", "um dia é escrito com date(x, 'dd/MM/yyyy')"),
        ("a number is written by number(x, 2) or money(x)", "um número é escrito com number(x, 2) ou money(x)"),
        ("what stands in its place has the same type", "o que fica no lugar dele tem o mesmo tipo"),
        ("this is never missing", "isto nunca falta"),
        ("texts are joined, as in list.map(x, x.name).join(', ')", "textos se juntam como em list.map(x, x.name).join(', ')"),
        (
            "string(x) makes a text of a number, int(x) and double(x) a number of a text",
            "string(x) faz de um número um texto, int(x) e double(x) fazem de um texto um número"
        ),
        ("a part of a text is found by text.contains(part)", "uma parte de um texto é procurada com text.contains(parte)"),
        ("this always has a value and is never null", "isto sempre tem um valor e nunca é null"),
        ("compare one of its fields: %1", "compare um dos campos dele: %1"),
        (
            "a list is read by the place of an element, as in list[0].%1",
            "uma lista é lida pela posição do item, como em list[0].%1"
        ),
        ("the keys are texts", "as chaves são textos"),
        ("a part of a text is read by text.substring(from, to)", "uma parte de um texto é lida com text.substring(de, até)"),
        ("a field is read by its name, as in order.total", "um campo é lido pelo nome, como em order.total"),
        ("'%1' is not known here", "'%1' não é conhecido aqui"),
        ("'%1' is not known here; there are %2", "'%1' não é conhecido aqui; existem: %2"),
        ("there is no field '%1'", "não há o campo '%1'"),
        ("there is no field '%1'; it has %2", "não há o campo '%1'; existem: %2"),
        ("'%1' has no field '%2'", "'%1' não tem o campo '%2'"),
        ("'%1' has no field '%2'; it has %3", "'%1' não tem o campo '%2'; ele tem %3"),
        ("there is no function '%1'", "não há a função '%1'"),
        ("'%1' cannot be read of %2, which has no fields", "'%1' não pode ser lido de %2, que não tem campos"),
        ("this may be missing, and %1 is needed", "isto pode faltar, e é preciso %1"),
        ("a list or a map is needed here, not %1", "aqui é preciso uma lista ou um mapa, não %1"),
        ("'%1' is called as x.%2(…)", "'%1' é chamada como x.%2(…)"),
        ("'%1' is called as %2(…)", "'%1' é chamada como %2(…)"),
        (
            "'%1' has no meaning here: an expression is one value, without blocks",
            "'%1' não tem sentido aqui: uma expressão é um valor só, sem blocos"
        ),
        (
            "'%1' needs a name for the element first, and then what to do with it",
            "'%1' precisa primeiro de um nome para o item, e depois do que fazer com ele"
        ),
        (
            "a condition is needed here, which is true or false, not %1",
            "aqui é preciso uma condição, que é verdadeira ou falsa, não %1"
        ),
        ("the expression is nested deeper than %1 levels", "a expressão tem mais de %1 níveis uns dentro dos outros"),
        ("the expression is longer than %1 characters", "a expressão tem mais de %1 caracteres"),
        ("'%1' needs values to work with", "'%1' precisa de valores para funcionar"),
        (
            "both values of '? :' need the same type, these are %1 and %2",
            "os dois valores de '? :' precisam ter o mesmo tipo, e estes são %1 e %2"
        ),
        ("%1 cannot be a key of a map", "%1 não pode ser chave de um mapa"),
        ("after '?' an optional value is needed, not %1", "depois de '?' é preciso um valor opcional, não %1"),
        ("an element of %1 cannot be found by %2", "um item de %1 não pode ser encontrado por %2"),
        ("'%1' does not work with %2", "'%1' não funciona com %2"),
        ("'%1' does not work between %2 and %3", "'%1' não funciona entre %2 e %3"),
        ("there is no %1", "não existe %1"),
        ("there is no %1, only %2", "não existe %1, só %2"),
        ("as in %1.%2(x, %3)", "como em %1.%2(x, %3)"),
        ("for a list write list.map(x, x.name).join(', ')", "para uma lista escreva list.map(x, x.name).join(', ')"),
        ("write condition ? 'text' : ''", "escreva condição ? 'texto' : ''"),
    ]
}
