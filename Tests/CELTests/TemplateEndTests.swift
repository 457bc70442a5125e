import CEL
import Testing

@Suite("the end of a template's expression")
struct TemplateEndTests {
    @Test(
        "the closing braces count outside strings and other braces",
        arguments: [
            ("{{ nome }}!", " nome "),
            ("{{nome}}", "nome"),
            ("{{ {'a': {'b': 1}}.a.b }}", " {'a': {'b': 1}}.a.b "),
            ("{{ {'a':{'b':1}} }}", " {'a':{'b':1}} "),
            ("{{ '}}' }}", " '}}' "),
            ("{{ '{{' }} x }}", " '{{' "),
            ("{{ \"\"\"a\n}}\"\"\" }}", " \"\"\"a\n}}\"\"\" "),
            ("{{ x } }} }}", " x } "),
            ("{{ nome' }} e", " nome' "),
            ("{{ a @ b }}", " a @ b "),
            ("{{ 'a }} b", " 'a "),
            ("{{}}", ""),
        ]
    )
    func found(text: String, expected: String) throws {
        let scalars = Array(text.unicodeScalars)
        let end = try #require(endOfTemplateExpression(in: scalars, from: 2))
        var expression = String.UnicodeScalarView()
        expression.append(contentsOf: scalars[2..<end])
        #expect(String(expression) == expected)
    }

    @Test("an expression that is not closed has no end", arguments: ["{{ nome", "{{ nome }", "{{ {'a': 1 }}", "{{ } }"])
    func unclosed(text: String) {
        #expect(endOfTemplateExpression(in: Array(text.unicodeScalars), from: 2) == nil)
    }
}
