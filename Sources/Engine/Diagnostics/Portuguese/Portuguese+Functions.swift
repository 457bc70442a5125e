/// Why a function has no value.
extension Portuguese {
    static let functions: [(String, String)] = [
        ("%1 is out of range", "%1 passa do limite"),
        ("argument %1 has to be %2", "o argumento %1 precisa ser %2"),
        ("'%1' cannot shift by a negative number", "'%1' não desloca por um número negativo"),
        ("'%1' needs a value", "'%1' precisa de um valor"),
        ("this %1 does not read as %2", "este %1 não pode ser lido como %2"),
        ("the bytes are not UTF-8", "os bytes não estão em UTF-8"),
        ("the number is out of the range of its new type", "o número passa do limite do novo tipo"),
        ("'%1' does not take these values", "'%1' não aceita estes valores"),
        ("a date has no time of day", "uma data não tem hora"),
        ("the date is out of range: years reach from 1 to 9999", "a data passa do limite: os anos vão de 1 a 9999"),
        ("the time is out of range: years reach from 1 to 9999", "o momento passa do limite: os anos vão de 1 a 9999"),
        ("this text does not read as a date", "este texto não pode ser lido como data"),
        (
            "this text is no date; one is written as in '2026-11-22'",
            "este texto não é uma data; escreve-se como em '2026-11-22'"
        ),
        ("the text is not base64", "o texto não está em base64"),
        (
            "a mask shows a letter or digit at '#' and hides one at '*'; it has neither",
            "uma máscara mostra uma letra ou algarismo em '#' e esconde em '*'; esta não tem nenhum dos dois"
        ),
        ("the list has no such part", "a lista não tem essa parte"),
        ("'%1' needs a number at least", "'%1' precisa de pelo menos um número"),
        ("a number is written with 0 to %1 digits after the comma", "um número é escrito com 0 a %1 casas depois da vírgula"),
        ("the number is infinite or no number at all", "o número é infinito ou não é um número"),
        (
            "this text is no number in plain digits, as in '1234.56'",
            "este texto não é um número em algarismos simples, como em '1234.56'"
        ),
        ("a number is needed", "é preciso um número"),
        ("this text does not read as a number", "este texto não pode ser lido como número"),
        ("the optional has no value", "o valor opcional está vazio"),
        ("the pattern is faulty: %1", "o padrão tem um erro: %1"),
        ("the replacement ends in a backslash", "a substituição termina em barra invertida"),
        ("the replacement names a group that the pattern does not have", "a substituição cita um grupo que o padrão não tem"),
        (
            "the pattern of an extraction has one group in parentheses at most",
            "o padrão de uma extração tem no máximo um grupo entre parênteses"
        ),
        ("the result would be larger than %1 bytes", "o resultado teria mais de %1 bytes"),
        ("the format ends in '%'", "o formato termina em '%'"),
        ("the format wants more values than there are", "o formato pede mais valores do que há"),
        ("a format has %1 digits after the point at most", "um formato tem no máximo %1 casas depois do ponto"),
        ("'%%1' is no part of a format", "'%%1' não faz parte de um formato"),
        ("'%%1' does not take %2", "'%%1' não aceita %2"),
        ("'%s' does not take an optional", "'%s' não aceita um valor opcional"),
        ("the part of the text ends before it begins", "a parte do texto termina antes de começar"),
        ("the position %1 is outside the text", "a posição %1 está fora do texto"),
        ("'join' takes a list of texts", "'join' recebe uma lista de textos"),
        (
            "this time zone is not known; one is written as in 'America/Sao_Paulo'",
            "este fuso horário não é conhecido; escreve-se como em 'America/Sao_Paulo'"
        ),
        ("this language is not known; one is written as in 'pt-BR'", "este idioma não é conhecido; escreve-se como em 'pt-BR'"),
        ("this currency is not known; one is written as in 'BRL'", "esta moeda não é conhecida; escreve-se como em 'BRL'"),
        ("the pattern is empty", "o padrão está vazio"),
        ("a quote in the pattern is not closed", "um apóstrofo no padrão não é fechado"),
        (
            "'%1' is no part of a date, '%2' is; words stand in quotes, as in 'de'",
            "'%1' não faz parte de uma data, '%2' faz; palavras ficam entre apóstrofos, como em 'de'"
        ),
        (
            "'%1' is no part of a date; there are %2, and words stand in quotes, as in 'de'",
            "'%1' não faz parte de uma data; existem %2, e palavras ficam entre apóstrofos, como em 'de'"
        ),
    ]
}
