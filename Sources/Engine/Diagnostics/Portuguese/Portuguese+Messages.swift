/// What is said of messages and of their templates.
extension Portuguese {
    static let messages: [(String, String)] = [
        ("'{url: …}'", "um '{url: …}'"), ("'{code: …}'", "um '{code: …}'"),
        (
            "where the file is, an https address that WhatsApp can fetch",
            "onde está o arquivo, um endereço https que o WhatsApp alcance"
        ),
        ("ask in two steps, or use a 'list'", "pergunte em dois passos, ou use 'list'"),
        ("a list has at most %1 rows in all, and this one has %2", "uma lista tem no máximo %1 linhas ao todo, e esta tem %2"),
        ("ask in two steps: first for the group, then for the row", "pergunte em dois passos: primeiro o grupo, depois a linha"),
        ("%1 has 1 to %2 characters, and '%3' has %4", "%1 tem de 1 a %2 caracteres, e '%3' tem %4"),
        ("write one", "escreva um"),
        ("two rows of one list are titled '%1'", "duas linhas da mesma lista têm o título '%1'"),
        ("give each its own title", "dê a cada uma o seu título"),
        ("%1 has at most %2 characters, and this one has %3", "%1 tem no máximo %2 caracteres, e aqui há %3"),
        (
            "'%1' is no https address, such as 'https://exemplo.com/pagina'",
            "'%1' não é um endereço https, como 'https://exemplo.com/pagina'"
        ),
        ("write https:// in place of http://", "escreva https:// no lugar de http://"),
        ("write the whole address, from https:// on", "escreva o endereço inteiro, a partir de https://"),
        ("'%1' and %2 do not go together in one message", "'%1' e %2 não cabem na mesma mensagem"),
        ("send one of them with a 'say' of its own", "mande um deles com um 'say' só dele"),
        ("'%1' stands only beside %2", "'%1' só fica ao lado de %2"),
        ("remove it, or add one of them", "tire-o, ou acrescente um deles"),
        (
            "a list has either 'sections', or 'each' with 'as' and 'title'",
            "uma lista tem 'sections', ou 'each' com 'as' e 'title'"
        ),
        ("write its rows under 'sections', or keep one of the two", "escreva as linhas em 'sections', ou fique com um dos dois"),
        ("of several sections each has a title", "quando há várias seções, cada uma tem um título"),
        ("add 'title:' to this one", "acrescente 'title:' a esta"),
        ("a text with buttons", "um texto com botões"),
        ("a caption", "uma legenda"),
        ("a header", "um cabeçalho"),
        ("a footer", "um rodapé"),
        ("the label of a button", "o texto de um botão"),
        ("the button of a list", "o botão de uma lista"),
        ("the title of a section", "o título de uma seção"),
        ("the title of a row", "o título de uma linha"),
        ("the description of a row", "a descrição de uma linha"),
        ("the text of a link", "o texto de um link"),
        ("the label of a template's button", "o texto de um botão de modelo"),
        ("no template is named '%1'; there are %2", "nenhum modelo se chama '%1'; existem: %2"),
        (
            "the template '%1' is not declared, so that nothing checks its variables",
            "o modelo '%1' não está declarado, e nada confere as variáveis dele"
        ),
        (
            "write its text as it was approved under 'channels.whatsapp.templates'",
            "escreva o texto como foi aprovado em 'channels.whatsapp.templates'"
        ),
        ("the template '%1' is declared in '%2', and not in '%3'", "o modelo '%1' está declarado em '%2', e não em '%3'"),
        (
            "leave 'language' out, or see to it that this language is approved too",
            "tire 'language', ou cuide para que essa língua também esteja aprovada"
        ),
        (
            "the key 'language' is missing: the template '%1' is not declared",
            "falta a chave 'language': o modelo '%1' não está declarado"
        ),
        (
            "add 'language:' (such as 'pt_BR'), or declare the template under 'channels.whatsapp.templates'",
            "acrescente 'language:' (como 'pt_BR'), ou declare o modelo em 'channels.whatsapp.templates'"
        ),
        ("1 variable", "1 variável"),
        ("%1 variables", "%1 variáveis"),
        ("1 is given", "1 foi dada"),
        ("%1 are given", "%1 foram dadas"),
        ("the body of the template '%1' has %2, and %3", "o texto do modelo '%1' tem %2, e %3"),
        ("remove them", "tire-as"),
        ("give one value for each, in order", "dê um valor para cada uma, na ordem"),
        ("the template '%1' has no variable '%2'; there are %3", "o modelo '%1' não tem a variável '%2'; existem: %3"),
        ("the template '%1' needs %2", "o modelo '%1' precisa de %2"),
        ("add '%1: …' under 'body'", "acrescente '%1: …' em 'body'"),
        ("the variables of the template '%1' have names: %2", "as variáveis do modelo '%1' têm nomes: %2"),
        ("write 'body' as a mapping: {%1: …}", "escreva 'body' com chaves: {%1: …}"),
        ("the variables of the template '%1' are numbered", "as variáveis do modelo '%1' são numeradas"),
        ("write 'body' as a list, in order", "escreva 'body' como uma lista, na ordem"),
        ("the template '%1' has %2 as its header", "o modelo '%1' tem %2 como cabeçalho"),
        ("the template '%1' has no header that could be filled", "o modelo '%1' não tem cabeçalho para preencher"),
        ("remove 'header'", "tire 'header'"),
        ("give it under 'header'", "dê-o em 'header'"),
        ("the template '%1' has no button '%2'; there are %3", "o modelo '%1' não tem o botão '%2'; existem: %3"),
        ("the button '%1' takes %2", "o botão '%1' recebe %2"),
        ("see how the template was approved", "veja como o modelo foi aprovado"),
        ("the button '%1' of the template '%2' needs %3", "o botão '%1' do modelo '%2' precisa de %3"),
        ("add it under 'buttons'", "acrescente-o em 'buttons'"),
        (
            "the variables of a template are numbered from {{1}} on without a gap, and these are %1",
            "as variáveis de um modelo são numeradas a partir de {{1}} sem falhas, e estas são %1"
        ),
        ("write the text as it was approved", "escreva o texto como foi aprovado"),
        (
            "%1 is no variable of a template: it is a number, as in {{1}}, or a name, as in {{nome}}",
            "%1 não é variável de um modelo: ela é um número, como em {{1}}, ou um nome, como em {{nome}}"
        ),
        ("a text with a variable", "um texto com uma variável"),
        ("the node that it leads to", "o nó a que ele leva"),
        ("nothing: its address has no variable", "nada: o endereço dele não tem variável"),
        ("nothing: it calls a number", "nada: ele liga para um número"),
        (
            "a template is all of its message, and 'say' has a text too",
            "um modelo é a mensagem inteira, e 'say' também tem um texto"
        ),
        (
            "leave the text of 'say' out, or send it with a 'say' of its own",
            "tire o texto de 'say', ou mande-o com um 'say' só dele"
        ),
        ("expected a text, found nothing", "era esperado um texto, e não há nada"),
        (
            "write the text; only beside a file, a location or a template may it be left out",
            "escreva o texto; só ao lado de um arquivo, um lugar ou um modelo ele pode faltar"
        ),
        (
            "'%1' opens a list, and fewer than four 'choices' are buttons",
            "'%1' abre uma lista, e menos de quatro 'choices' são botões"
        ),
        (
            "'%1' is declared as %2 and cannot take an element of this list",
            "'%1' está declarado como %2 e não pode receber um item desta lista"
        ),
        (
            "change its declaration under 'state', or make a list of what fits by 'map'",
            "mude a declaração em 'state', ou faça com 'map' uma lista do que serve"
        ),
        ("write one '{{ expression }}'", "escreva uma única '{{ expressão }}'"),
        ("%1, or one '{{ expression }}'", "%1, ou uma única '{{ expressão }}'"),
        ("a file", "um arquivo"),
        ("a button", "um botão"),
        ("a language as WhatsApp names it, such as 'pt_BR' or 'en'", "uma língua como o WhatsApp a chama, como 'pt_BR' ou 'en'"),
        (
            "a template's name: lower-case letters, digits and '_', at most 512",
            "o nome de um modelo: letras minúsculas, dígitos e '_', no máximo 512"
        ),
        ("what opens the list", "o que abre a lista"),
        ("what can be chosen", "o que se pode escolher"),
        ("what is chosen", "o que se escolhe"),
        ("what stands on the button", "o que está no botão"),
        ("the page, an https address", "a página, um endereço https"),
        ("degrees north of the equator", "graus ao norte do equador"),
        ("degrees east of Greenwich", "graus a leste de Greenwich"),
        ("the file that stands above the text", "o arquivo acima do texto"),
        ("the language that it was approved in, as WhatsApp names it", "a língua em que foi aprovado, como o WhatsApp a chama"),
        ("its text, with its variables", "o texto dele, com as variáveis"),
        ("the kind of the file that stands above the text", "o tipo do arquivo acima do texto"),
        ("the button's label", "o texto do botão"),
        ("the template's name at WhatsApp", "o nome do modelo no WhatsApp"),
        ("what fills the end of the link's address", "o que completa o endereço do link"),
        ("the code that the button copies", "o código que o botão copia"),
        (
            "what is written beside it, or more of what the channel tells",
            "o que está escrito ao lado, ou mais do que o canal conta"
        ),
        (
            "what the person is sent: a text, or a list of texts, each on a line of its own; nothing beside what needs no text",
            "o que a pessoa recebe: um texto, ou uma lista de textos, cada um numa linha; nada ao lado do que não precisa de texto"
        ),
    ]
}
