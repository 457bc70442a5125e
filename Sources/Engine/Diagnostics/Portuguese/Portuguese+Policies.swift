/// What is said of policies, and of privacy.
extension Portuguese {
    static let policies: [(String, String)] = [
        ("'%1' names a day that '%2' names too", "'%1' cita um dia que '%2' também cita"),
        ("let each day stand under one key", "deixe cada dia numa chave só"),
        ("these hours overlap with others", "este horário se sobrepõe a outro"),
        (
            "write one range for both, or let the second begin where the first ends",
            "escreva um intervalo só para os dois, ou comece o segundo onde o primeiro termina"
        ),
        ("the others stand", "o outro está"),
        (
            "the closing has %1 characters, more than half of the %2 of 'max_chars'",
            "o fecho tem %1 %1{caractere|caracteres}, mais da metade dos %2 de 'max_chars'"
        ),
        ("shorten it, or raise 'max_chars'", "encurte-o, ou aumente 'max_chars'"),
        ("the policy 'reply.forbid' forbids to say '%1'", "a política 'reply.forbid' proíbe dizer '%1'"),
        ("say it in other words, or remove it under 'forbid'", "diga com outras palavras, ou tire-o de 'forbid'"),
        ("words, or a regular expression such as '/R\\$ ?[0-9]+/'", "palavras, ou uma expressão regular como '/R\\$ ?[0-9]+/'"),
        ("words, or a regular expression between slashes", "palavras, ou uma expressão regular entre barras"),
        ("a time span from '100ms' to '30s'", "um período de '100ms' a '30s'"),
        ("a time span from '1m' to '7d'", "um período de '1m' a '7d'"),
        (
            "'say' stands for what is answered to a message older than that",
            "'say' é a resposta a uma mensagem mais antiga do que isso"
        ),
        ("a text of 1 to 200 characters", "um texto de 1 a 200 caracteres"),
        ("words, or a list of them that is not empty", "palavras, ou uma lista delas que não esteja vazia"),
        ("a word, or a list of them that is not empty", "uma palavra, ou uma lista delas que não esteja vazia"),
        ("hours such as '08:00-12:00'", "um horário como '08:00-12:00'"),
        (
            "a day such as '2026-12-25', or '12-25' for every year",
            "um dia como '2026-12-25', ou '12-25' para todos os anos"
        ),
        (
            "'otherwise' stands for a reply that 'forbid' forbids",
            "'otherwise' fica no lugar de uma resposta que 'forbid' proíbe"
        ),
        ("the hours of some day at least", "o horário de pelo menos um dia"),
        ("or 'tokens_per_day'", "ou 'tokens_per_day'"),
        (
            "the words of the claim, or regular expressions between slashes",
            "as palavras da afirmação, ou expressões regulares entre barras"
        ),
        ("the tool that has to have succeeded", "a ferramenta que precisa ter dado certo"),
        (
            "how many messages of one person are answered in a minute",
            "quantas mensagens de uma pessoa são respondidas por minuto"
        ),
        (
            "whole messages by which a person wants no more messages; case and accents do not count",
            "mensagens inteiras com que a pessoa não quer mais mensagens; maiúsculas e acentos não contam"
        ),
        (
            "the approved template that is sent in the place of a message, when the person was silent for 24 hours",
            "o modelo aprovado que é enviado no lugar de uma mensagem, quando a pessoa ficou 24 horas em silêncio"
        ),
        ("how many at most", "quantos no máximo"),
        (
            "this looks like %1, and everyone who reads the file has it",
            "isto parece %1, e quem lê o arquivo fica com ela"
        ),
        (
            "put it into an environment variable, name it as '${NAME}' under 'connections', 'models' or 'channels', and revoke it",
            "ponha-a numa variável de ambiente, cite-a como '${NAME}' em 'connections', 'models' ou 'channels', e revogue-a"
        ),
        ("this looks like a key or a token", "isto parece uma chave de acesso"),
        (
            "if it is one, put it into an environment variable and revoke it; else break it with a space",
            "se for, ponha-a numa variável de ambiente e revogue-a; se não, separe-a com um espaço"
        ),
        ("a key of OpenAI or Anthropic", "uma chave da OpenAI ou da Anthropic"),
        ("a token of Meta", "uma chave de acesso da Meta"),
        ("a token of GitHub", "uma chave de acesso do GitHub"),
        ("a key of AWS", "uma chave da AWS"),
        ("a token of Slack", "uma chave de acesso do Slack"),
        ("a key of Google", "uma chave do Google"),
        ("a key of Stripe", "uma chave do Stripe"),
        ("a signed token", "uma credencial assinada"),
        ("a private key", "uma chave privada"),
        ("a bearer token", "uma credencial 'Bearer'"),
        ("a password in an address", "uma senha num endereço"),
        (
            "a model can ask '%1' for anybody's data: it fills '%2', and nothing binds the answer to who writes",
            "um modelo pode pedir a '%1' os dados de qualquer pessoa: ele preenche '%2', e nada prende a resposta a quem escreve"
        ),
        (
            "bind the contact, as in 'bind: {telefone: \"{{ contact.phone }}\"}'; or write 'identity: public' where anybody may know it",
            "prenda o contato, como em 'bind: {telefone: \"{{ contact.phone }}\"}'; ou escreva 'identity: public' onde qualquer um pode saber"
        ),
    ]
}
