/// What is said of expressions and texts as they stand in a bot.
extension Portuguese {
    static let expressions: [(String, String)] = [
        ("this may be missing, and %1 is needed here", "isto pode faltar, e aqui é preciso %1"),
        ("this is %1, and %2 is needed here", "isto é %1, e aqui é preciso %2"),
        ("expected an expression, found a list", "esperado: uma expressão; encontrado: uma lista"),
        (
            "join conditions with '&&', and put an expression that begins with '[' in quotes",
            "junte condições com '&&', e ponha entre aspas uma expressão que começa com '['"
        ),
        (
            "write {{ list.map(x, x.name).join(', ') }}, or for lines a part '{each: list, as: x, text: …}' under 'say'",
            "escreva {{ list.map(x, x.name).join(', ') }}, ou para linhas uma parte '{each: list, as: x, text: …}' em 'say'"
        ),
        (
            "write {{ condition ? 'text' : '' }}, or a part '{if: condition, text: …}' under 'say'",
            "escreva {{ condição ? 'texto' : '' }}, ou uma parte '{if: condição, text: …}' em 'say'"
        ),
        ("'{{' opens an expression that '}}' does not close", "'{{' abre uma expressão que '}}' não fecha"),
        (
            "close it with '}}'; for the characters themselves write {{ '{{' }}",
            "feche-a com '}}'; para os próprios caracteres escreva {{ '{{' }}"
        ),
        ("there is no expression between '{{' and '}}'", "não há expressão entre '{{' e '}}'"),
        ("write a name between them, or remove them", "escreva um nome entre eles, ou tire-os"),
        (
            "this value may be missing, and then the text would have a hole",
            "este valor pode faltar, e então o texto ficaria com um buraco"
        ),
        ("say what stands there then: %1.orValue('…')", "diga o que fica no lugar dele: %1.orValue('…')"),
        ("join its elements: %1.join(', ')", "junte os itens: %1.join(', ')"),
        (
            "join what is to be shown of each: %1.map(x, x.%2).join(', ')",
            "junte o que se quer mostrar de cada um: %1.map(x, x.%2).join(', ')"
        ),
        (
            "join its elements as texts: %1.map(x, string(x)).join(', ')",
            "junte os itens como textos: %1.map(x, string(x)).join(', ')"
        ),
        ("name one of its values: %1['key']", "cite um dos valores: %1['chave']"),
        ("name one of its fields: %1.%2", "cite um dos campos: %1.%2"),
        (
            "write it as a day or a time: date(%1), time(%2) or datetime(%3)",
            "escreva-o como dia ou hora: date(%1), time(%2) ou datetime(%3)"
        ),
        ("make a text of it: string(%1)", "faça dele um texto: string(%1)"),
        ("%1 has no single way to stand in a text", "%1 não tem uma forma única de aparecer num texto"),
        ("this may be missing, and then the expression fails", "isto pode faltar, e então a expressão falha"),
        ("ask for it with has(…), or read it by '.?'", "pergunte por ele com has(…), ou leia-o com '.?'"),
        ("'%1' is never there; there are %2", "'%1' nunca ocorre; existem: %2"),
        ("this is always %1, whatever the data", "isto é sempre %1, quaisquer que sejam os dados"),
        ("ask something that may change, or leave it out", "pergunte algo que possa mudar, ou deixe-o de fora"),
        ("a division of integers drops the rest: 7 / 2 is 3", "uma divisão de inteiros despreza o resto: 7 / 2 é 3"),
        ("'%1' is named and never used", "'%1' recebe um nome e nunca é usado"),
        ("read the element by it, as in %1.name", "leia o item por ele, como em %1.name"),
        ("'%1' hides another value of that name", "'%1' esconde outro valor com esse nome"),
        ("give the element a name of its own", "dê ao item um nome próprio"),
        ("what follows '//' is a comment and is not looked at", "o que vem depois de '//' é um comentário e não é considerado"),
        ("a division is written with one '/'", "uma divisão é escrita com uma só '/'"),
        ("a person reads 'true' or 'false' here", "aqui a pessoa lê 'true' ou 'false'"),
        ("write %1 ? '…' : '…'", "escreva %1 ? '…' : '…'"),
        (
            "a person reads this number with all its digits and a point",
            "a pessoa lê este número com todos os algarismos e um ponto"
        ),
        ("write number(%1, 2), money(%2) or percent(%3, 0)", "escreva number(%1, 2), money(%2) ou percent(%3, 0)"),
        ("'%1' is sent as it stands: only '{{ }}' is worked out", "'%1' é enviado como está: só '{{ }}' é calculado"),
        ("write {{ %1 }}", "escreva {{ %1 }}"),
        ("'%1' is written and never read", "'%1' é escrito e nunca é lido"),
        ("nothing reads or writes '%1'", "nada lê nem escreve '%1'"),
        ("read it in a text or a condition, or remove it", "leia-o num texto ou numa condição, ou tire-o"),
    ]
}
