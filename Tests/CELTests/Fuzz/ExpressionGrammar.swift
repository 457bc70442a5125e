/// Writes expressions of a wanted kind, most of which compile.
///
/// A rule is a text in which `$kind` stands for an expression of that kind; `@kind` names a new variable of a macro, which the
/// expressions behind it may use.
struct ExpressionGrammar {
    static let kinds = [
        "bool", "int", "double", "uint", "string", "bytes", "time", "span", "ints", "texts", "map", "maybe", "any",
    ]

    private var locals: [(name: String, kind: String)] = []
    private var names = 0

    mutating func expression(of kind: String, depth: Int, using generator: inout FuzzGenerator) -> String {
        let known = locals.filter { $0.kind == kind }
        if !known.isEmpty, Int.random(in: 0..<3, using: &generator) == 0 { return known[0].name }
        let rules = (depth > 0 ? ExpressionGrammar.rules[kind] : nil) ?? ExpressionGrammar.leaves[kind] ?? ["null"]
        let rule = rules.randomElement(using: &generator) ?? "null"
        let outer = locals.count
        defer { locals.removeLast(locals.count - outer) }
        var text = ""
        var rest = rule[...]
        while let sign = rest.firstIndex(where: { $0 == "$" || $0 == "@" }) {
            text += rest[..<sign]
            let isVariable = rest[sign] == "@"
            rest = rest[rest.index(after: sign)...]
            let name = String(rest.prefix { $0.isLetter })
            rest = rest.dropFirst(name.count)
            if isVariable {
                names += 1
                locals.append(("v\(names)", name))
                text += "v\(names)"
            } else {
                text += expression(of: name, depth: depth - 1, using: &generator)
            }
        }
        return text + rest
    }

    private static let leaves: [String: [String]] = [
        "bool": ["true", "false", "b", "pedido.pago", "has(pedido.cupom)"],
        "int": ["0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808", "n", "pedido.quantos", "0x1F", "60000"],
        "double": ["0.5", "-1.0", "1e308", "5e-324", "x", "pedido.total", "0.1", "100.0"],
        "uint": ["0u", "1u", "18446744073709551615u", "u"],
        "string": [
            "''", "'pago'", "\"São Paulo\"", "s", "pedido.status", "r'\\d+'", "'%s %d %.2f'", "'e\\u0301'", "'\\U0001F440'",
            "'12,5'",
            "'2026-11-22T10:00:00Z'", "'America/Sao_Paulo'", "'72h'", "'(a*)*b'", "'dd/MM/yyyy'", "'###.###'",
        ],
        "bytes": ["b''", "b'\\xff\\000'", "y", "bytes(s)"],
        "time": ["now", "t", "timestamp('0001-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59.999999999Z')", "timestamp(0)"],
        "span": ["d", "duration('1h30m')", "duration('-0.000000001s')", "duration('315576000000s')"],
        "ints": ["[]", "[1, 2, 3]", "l", "lists.range(100)", "[n, -1]"],
        "texts": ["[]", "['a', 'b']", "ls", "pedido.tags", "[s, 'ção']"],
        "map": ["{}", "{'a': 1}", "m", "pedido", "{'k': null, 'l': [1]}", "dados"],
        "maybe": ["optional.none()", "pedido.?cupom", "apelido", "optional.of(1)", "m[?'a']", "l[?0]"],
        "any": ["null", "dados", "m", "dyn(1)", "dados.a", "pedido", "type(s)"],
    ]

    private static let rules: [String: [String]] = leaves.merging(deep) { $1 + $1 + $0 }

    private static let deep: [String: [String]] = [
        "bool": [
            "$int < $int", "$double >= $int", "$string == $string", "$bool && $bool", "$bool || $bool", "!$bool", "($bool)",
            "$int in $ints", "$string in $map", "$ints.all(@int, $bool)", "$texts.exists(@string, $bool)",
            "$ints.existsOne(@int, $bool)", "$map.all(@string, $bool)", "$map.exists(@string, @any, $bool)",
            "$string.contains($string)", "$string.startsWith($string)", "$string.matches($string)", "$bool ? $bool : $bool",
            "$time < $time", "$span > $span", "$maybe.hasValue()", "$any == $any", "$ints == $ints", "$map != $map",
            "$bytes < $bytes",
            "sets.contains($ints, $ints)", "sets.intersects($texts, $texts)", "has($map.a)", "$maybe == $maybe", "$bool == null",
            "fold($string) == $string", "cel.bind(@int, $int, $bool)", "dyn($any) == $any", "$uint <= $uint",
        ],
        "int": [
            "$int + $int", "$int - $int", "$int * $int", "$int / $int", "$int % $int", "-($int)", "size($string)", "size($ints)",
            "$map.size()", "int($double)", "int($string)", "int($time)", "$ints[$int]", "$ints[?$int].orValue($int)",
            "$string.indexOf($string)",
            "$time.getHours()", "$time.getDayOfYear($string)", "$span.getSeconds()", "math.greatest($int, $int)",
            "math.least($ints)",
            "math.bitShiftLeft($int, $int)", "math.bitXor($int, $int)", "math.abs($int)", "$bool ? $int : $int",
            "daysBetween($time, $time)",
            "$ints.first().orValue($int)", "cel.bind(@int, $int, $int)", "$maybe.optMap(@int, $int).orValue($int)", "int($uint)",
        ],
        "double": [
            "$double + $double", "$double / $int", "$int * $double", "-$double", "double($int)", "double($string)",
            "math.ceil($double)",
            "math.round($double)", "math.sqrt($double)", "math.greatest([$double, $double])", "$bool ? $double : $double",
            "parseNumber($string)", "parseNumber($string, $double)",
        ],
        "uint": ["$uint + $uint", "$uint * $uint", "$uint - $uint", "uint($int)", "uint($double)", "math.bitNot($uint)"],
        "string": [
            "$string + $string", "$string + $string + $string", "string($int)", "string($double)", "string($time)",
            "string($span)",
            "string($bytes)", "$string.replace($string, $string)", "$string.substring($int)", "$string.substring($int, $int)",
            "$string.charAt($int)", "$string.upperAscii()", "$string.trim()", "$string.reverse()", "$texts.join($string)",
            "'%s|%d|%f'.format([$any, $int, $double])", "$string.format([$any, $any])", "strings.quote($string)",
            "$bool ? $string : $string",
            "base64.encode($bytes)", "regex.replace($string, $string, $string)", "money($double)", "money($int)",
            "number($double, $int)",
            "percent($double, 1)", "date($time)", "date($time, $string)", "datetime($time, $string)", "time($time)",
            "upper($string)",
            "title($string)", "fold($string)", "plural($int, $string, $string)", "mask($string, $string)", "json($any)",
            "json($map)",
            "urlEncode($string)", "addDays($time, $int)", "addMonths($time, $int)", "today()", "parseDate($string)",
            "$texts[?$int].orValue($string)", "$texts.map(@string, $string).join()", "$maybe.orValue($string)", "string($any)",
        ],
        "bytes": ["$bytes + $bytes", "bytes($string)", "base64.decode($string)", "$bool ? $bytes : $bytes"],
        "time": ["$time + $span", "$time - $span", "timestamp($string)", "timestamp($int)", "$bool ? $time : $time"],
        "span": ["$time - $time", "$span + $span", "duration($string)", "$span - $span"],
        "ints": [
            "$ints + $ints", "[$int, $int]", "$ints.filter(@int, $bool)", "$ints.map(@int, $int)", "$ints.map(@int, $bool, $int)",
            "$ints.sort()", "$ints.reverse()", "$ints.distinct()", "[$ints, $ints].flatten()", "$ints.slice($int, $int)",
            "lists.range($int)", "$ints.sortBy(@int, $int)", "$map.transformList(@string, @any, $int)", "[?$maybe, $int]",
            "$texts.map(@string, size($string))", "$ints.transformList(@int, @int, $int)",
        ],
        "texts": [
            "$texts + $texts", "[$string, $string]", "$string.split($string)", "$texts.filter(@string, $bool)",
            "$map.map(@string, $string)",
            "$texts.map(@string, $string)", "regex.extractAll($string, $string)", "$texts.sort()", "$texts.distinct()",
        ],
        "map": [
            "{$string: $any, $string: $int}", "{?$string: $maybe}", "$map.transformMap(@string, @any, $any)",
            "$bool ? $map : $map",
            "$map.transformMapEntry(@string, @any, {$string: $any})", "{$int: $string}", "pedido.itens[?$int].orValue($map)",
        ],
        "maybe": [
            "optional.of($any)", "optional.ofNonZeroValue($string)", "$map[?$string]", "$ints[?$int]", "$maybe.or($maybe)",
            "$maybe.optMap(@any, $any)", "$maybe.optFlatMap(@any, $maybe)", "regex.extract($string, $string)", "$maybe.?a",
            "dados.?a.?b",
        ],
        "any": [
            "dyn($int)", "dyn($string)", "$map", "$ints", "$double", "$bool", "$time", "[$any, $any]", "$map[$string]", "$any.a",
            "$any[$int]",
            "$any + $any", "$maybe", "type($any)", "$bool ? $any : $any", "cel.bind(@any, $any, [$any, $any])", "$bytes", "$uint",
        ],
    ]
}
