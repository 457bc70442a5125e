/// How a turn is told.
extension Portuguese {
    static let explaining: [(String, String)] = [
        ("conversation %1 with %2, turn %3, %4", "conversa %1 com %2, turno %3, %4"),
        ("test '%1', step %2, %3:%4", "teste '%1', passo %2, %3:%4"),
        ("no way under 'always' was opened by its words: %1", "nenhum caminho de 'always' foi aberto por suas palavras: %1"),
        ("these are the words of a way under 'always'", "estas são as palavras de um caminho de 'always'"),
        (
            "a model was asked whether the message is about one of the ways under 'always'",
            "um modelo foi consultado se a mensagem trata de um dos caminhos de 'always'"
        ),
        ("it found that the message is about none of them", "ele achou que a mensagem não trata de nenhum deles"),
        ("it found that the message is about this: %1", "ele achou que a mensagem trata disto: %1"),
        ("a way under 'always' has a condition: %1", "um caminho de 'always' tem uma condição: %1"),
        ("a person of the team wrote %1", "uma pessoa da equipe escreveu %1"),
        ("a person gave the conversation back to the bot", "uma pessoa devolveu a conversa ao bot"),
        ("the customer wrote %1", "o cliente escreveu %1"),
        ("the customer tapped %1", "o cliente tocou em %1"),
        ("the customer sent something of the kind '%1'", "o cliente enviou algo do tipo '%1'"),
        (
            "the customer sent something of the kind '%1' with the words %2",
            "o cliente enviou algo do tipo '%1' com as palavras %2"
        ),
        ("the conversation stood at its beginning", "a conversa estava no começo"),
        ("the conversation stood at '%1', a node with '%2'", "a conversa estava em '%1', um nó com '%2'"),
        (
            "a person has the conversation since '%1', so the bot only listened",
            "uma pessoa tem a conversa desde '%1', por isso o bot só escutou"
        ),
        ("the time came for which '%1' had waited", "chegou a hora que '%1' esperava"),
        ("the time was over that '%1' may work", "acabou o tempo que '%1' tem para trabalhar"),
        ("the time came to try '%1' again", "chegou a hora de tentar '%1' de novo"),
        ("it began at '%1', a node with '%2'", "começou em '%1', um nó com '%2'"),
        ("'%1' did its work again", "'%1' fez seu trabalho de novo"),
        ("the answer that '%1' had before still holds", "a resposta que '%1' já tinha continua valendo"),
        ("it went on to '%1', a node with '%2'", "seguiu para '%1', um nó com '%2'"),
        (
            "no condition was true, so the 'else' led to '%1', a node with '%2'",
            "nenhuma condição era verdadeira, por isso o 'else' levou a '%1', um nó com '%2'"
        ),
        ("so it went to '%1', a node with '%2'", "por isso foi para '%1', um nó com '%2'"),
        ("so 'on_error' led to '%1', a node with '%2'", "por isso 'on_error' levou a '%1', um nó com '%2'"),
        (
            "nobody had answered, so 'on_timeout' led to '%1', a node with '%2'",
            "ninguém respondeu, por isso 'on_timeout' levou a '%1', um nó com '%2'"
        ),
        ("that led to '%1', a node with '%2'", "isso levou a '%1', um nó com '%2'"),
        ("it came back to '%1', from where it had been led off", "voltou para '%1', de onde tinha saído"),
        ("so the policy led to '%1', a node with '%2'", "por isso a política levou a '%1', um nó com '%2'"),
        ("%1 was true", "%1 era verdadeiro"),
        ("%1 was false", "%1 era falso"),
        ("%1 is %2", "%1 é %2"),
        ("%1 has no value", "%1 não tem valor"),
        ("so '%1' was passed by", "por isso '%1' foi pulado"),
        ("the model may see '%1', because %2", "o modelo pode ver '%1', porque %2"),
        ("the model was not shown '%1', because %2", "o modelo não pôde ver '%1', porque %2"),
        ("that is the command for going back to the question before", "esse é o comando para voltar à pergunta anterior"),
        ("that is the command for repeating the question", "esse é o comando para repetir a pergunta"),
        ("that is the command for cancelling", "esse é o comando para cancelar"),
        ("that is the command for correcting an earlier answer", "esse é o comando para corrigir uma resposta anterior"),
        ("'%1' read the answer as %2", "'%1' entendeu a resposta como %2"),
        (
            "'%1' could not take the answer, which has to be of the type '%2'",
            "'%1' não pôde aceitar a resposta, que precisa ser do tipo '%2'"
        ),
        (
            "'%1' could not take the answer, which breaks a rule of '%2'",
            "'%1' não pôde aceitar a resposta, que quebra uma regra de '%2'"
        ),
        ("'%1' offers a choice, and the answer is none of it", "'%1' oferece opções, e a resposta não é nenhuma delas"),
        ("the customer said yes", "o cliente disse sim"),
        ("the customer said no", "o cliente disse não"),
        ("the yes came too late", "o sim chegou tarde demais"),
        ("that was neither yes nor no", "isso não foi nem sim nem não"),
        ("%1 is now %2", "%1 agora é %2"),
        ("%1 has no value any more", "%1 não tem mais valor"),
        ("the conversation was handed over to '%1'", "a conversa foi passada para '%1'"),
        ("the conversation was handed over to '%1', with the summary %2", "a conversa foi passada para '%1', com o resumo %2"),
        ("the tool '%1' was called without arguments", "a ferramenta '%1' foi chamada sem argumentos"),
        ("the tool '%1' was called with %2", "a ferramenta '%1' foi chamada com %2"),
        (
            "what it brought may be up to %1 old, for 'cache' keeps it",
            "o que ela trouxe pode ter até %1, porque 'cache' o guarda"
        ),
        ("the model '%1' was asked", "o modelo '%1' foi consultado"),
        ("the model '%1' was asked, and offered %2", "o modelo '%1' foi consultado, e pôde usar %2"),
        ("the model answered %1", "o modelo respondeu %1"),
        ("the model chose the way '%1'", "o modelo escolheu o caminho '%1'"),
        ("the model gave %1", "o modelo deu %1"),
        ("the model wanted to call '%1' with %2", "o modelo quis chamar '%1' com %2"),
        ("the model wanted to call '%1'", "o modelo quis chamar '%1'"),
        (
            "the call of '%1' was refused: this node has no such tool",
            "a chamada de '%1' foi recusada: este nó não tem essa ferramenta"
        ),
        (
            "the call of '%1' was refused: what it 'requires' does not hold",
            "a chamada de '%1' foi recusada: o que está em 'requires' não vale"
        ),
        ("the call of '%1' was refused: %2", "a chamada de '%1' foi recusada: %2"),
        (
            "the call of '%1' was refused: the customer is asked for one yes at a time",
            "a chamada de '%1' foi recusada: pede-se um sim de cada vez ao cliente"
        ),
        (
            "'%1' runs only after the customer has said yes, so they were asked",
            "'%1' só roda depois que o cliente diz sim, por isso ele foi perguntado"
        ),
        ("the model's output did not fit: %1", "o resultado do modelo não servia: %1"),
        ("'%1' answered %2", "'%1' respondeu %2"),
        (
            "its 'output' let nothing else of the answer through: not %1",
            "seu 'output' não deixou passar mais nada da resposta: nem %1"
        ),
        ("'%1' found nothing", "'%1' não encontrou nada"),
        ("'%1' found nothing, for which 'empty' says %2", "'%1' não encontrou nada, e para isso 'empty' diz %2"),
        ("'%1' failed: %2; for that 'errors' says %3", "'%1' falhou: %2; para isso 'errors' diz %3"),
        ("'%1' failed: %2", "'%1' falhou: %2"),
        ("%1 was longer than the channel takes, so it was cut", "%1: era mais do que o canal aceita, por isso foi cortado"),
        ("%1 was not sent", "%1 não foi enviado"),
        ("it is tried again after %1", "será tentado de novo depois de %1"),
        ("the bot sent the template '%1': %2", "o bot enviou o modelo de mensagem '%1': %2"),
        ("the bot sent %1, with %2 to tap", "o bot enviou %1, com %2 para tocar"),
        ("the bot sent %1, with a button that opens %2", "o bot enviou %1, com um botão que abre %2"),
        ("the bot sent %1", "o bot enviou %1"),
        (
            "'%1' kept the answer back: it says %2, and '%3' was not carried out",
            "'%1' segurou a resposta: ela diz %2, e '%3' não foi feito"
        ),
        ("'%1' kept the answer back: it says %2", "'%1' segurou a resposta: ela diz %2"),
        (
            "so the model was asked once more, with what was wrong",
            "por isso o modelo foi consultado mais uma vez, com o que estava errado"
        ),
        ("the model insisted, so its 'otherwise' is said: %1", "o modelo insistiu, por isso é dito o seu 'otherwise': %1"),
        (
            "the model insisted, and there is no 'otherwise' to say instead",
            "o modelo insistiu, e não há 'otherwise' para dizer no lugar"
        ),
        (
            "'reply.max_messages' made %1 messages of a text of %2 characters",
            "'reply.max_messages' fez %1 mensagens de um texto de %2 caracteres"
        ),
        (
            "'reply.max_chars' cut the text, which was %1 characters long",
            "'reply.max_chars' cortou o texto, que tinha %1 caracteres"
        ),
        ("'reply.closing' added %1", "'reply.closing' acrescentou %1"),
        ("'%1' answers what carries no words", "'%1' responde ao que não traz palavras"),
        (
            "'%1' let no more messages through in this minute, so the bot did not go on",
            "'%1' não deixou passar mais mensagens neste minuto, por isso o bot não seguiu"
        ),
        (
            "the message was older than '%1' allows, so the bot passed over it",
            "a mensagem era mais velha do que '%1' permite, por isso o bot não a respondeu"
        ),
        ("'%1' tells the customer so", "'%1' avisa o cliente disso"),
        ("'%1' means that the customer wants no more messages", "'%1' quer dizer que o cliente não quer mais mensagens"),
        ("'%1' means that the customer wants messages again", "'%1' quer dizer que o cliente quer mensagens de novo"),
        ("'%1' decides what one who wants no messages is answered", "'%1' decide o que se responde a quem não quer mensagens"),
        (
            "the customer wrote more than a day ago, so '%1' stands in for the text",
            "o cliente escreveu há mais de um dia, por isso '%1' vai no lugar do texto"
        ),
        ("'%1' hid personal data from the model", "'%1' escondeu dados pessoais do modelo"),
        ("'%1' is about deleting the customer's data", "'%1' trata de apagar os dados do cliente"),
        ("'%1' is used up, so no model was asked", "'%1' se esgotou, por isso nenhum modelo foi consultado"),
        ("nobody is there at this time, by '%1'", "não há ninguém neste horário, segundo '%1'"),
        (
            "the opening hours were asked for: '%1' holds at this time",
            "o horário de atendimento foi consultado: agora vale '%1'"
        ),
        ("'%1' apologises", "'%1' pede desculpas"),
        ("'%1' took effect", "'%1' agiu"),
        (
            "the turn failed, and the conversation stayed where it was: %1",
            "o turno falhou, e a conversa ficou onde estava: %1"
        ),
        ("it has no 'on_error'", "ele não tem 'on_error'"),
        (
            "the conversation has ended: the next message begins anew",
            "a conversa terminou: a próxima mensagem começa do início"
        ),
        ("it now waits at '%1', until %2", "agora espera em '%1', até %2"),
        ("it now waits at '%1'", "agora espera em '%1'"),
        ("it is still at work at '%1'", "ainda trabalha em '%1'"),
        ("it tries '%1' again at %2", "tenta '%1' de novo em %2"),
        ("it tries '%1' again", "tenta '%1' de novo"),
        ("it waits at '%1' for what runs there", "espera em '%1' pelo que roda ali"),
        (
            "it waits before '%1' until another question is answered",
            "espera antes de '%1' até que outra pergunta seja respondida"
        ),
        ("a person has the conversation now, by '%1', until %2", "uma pessoa tem a conversa agora, por '%1', até %2"),
        ("a person has the conversation now, by '%1'", "uma pessoa tem a conversa agora, por '%1'"),
        (
            "this is not the whole story, for the turn could not be played to its end: %1",
            "esta não é a história toda, porque o turno não pôde ser refeito até o fim: %1"
        ),
        (
            "these are not the files that answered then: with them the bot sends something else",
            "estes não são os arquivos que responderam: com eles o bot envia outra coisa"
        ),
        ("what was sent then: %1", "o que foi enviado: %1"),
    ]
}
