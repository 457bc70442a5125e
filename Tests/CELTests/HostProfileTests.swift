import CEL
import Testing

@Suite("the host profile")
struct HostProfileTests {
    private static let item = ObjectType(name: "Item", fields: [Field("nome", .string), Field("estoque", .int)])
    private static let order = ObjectType(
        name: "Pedido",
        fields: [
            Field("numero", .string), Field("total", .double), Field("cupom", .optional(.string)),
            Field("itens", .list(.object(item))),
        ]
    )
    private let environment = Environment(
        variables: [
            Variable("pedido", .object(order)), Variable("apelido", .optional(.string)), Variable("n", .int),
            Variable("dados", .dyn),
        ]
    )

    private func evaluate(_ text: String, cupom: Value? = nil, apelido: Value = .null, dados: Value = .null) throws -> Value {
        let item = Value.map(MapValue([("nome", .string("lente")), ("estoque", .int(0))]))
        let order = [("numero", Value.string("12")), ("total", .double(120)), ("itens", .list([item]))]
        let all = order + (cupom.map { [("cupom", $0)] } ?? [])
        return try environment.compile(text).evaluate([.map(MapValue(all)), apelido, .int(7), dados])
    }

    @Test(
        "whole numbers and doubles meet",
        arguments: [
            ("pedido.total > 100", Value.bool(true)), ("pedido.total == 120", .bool(true)), ("pedido.total * n", .double(840)),
            ("n / 2", .int(3)), ("n - 0.5", .double(6.5)), ("n <= 7.0", .bool(true)),
            ("n in [6.5, 7.0]", .bool(true)), ("pedido.total in [100, 120]", .bool(true)),
        ]
    )
    func promotion(text: String, expected: Value) throws {
        #expect(try evaluate(text) == expected)
    }

    @Test("the standard profile keeps them apart")
    func noPromotion() {
        let environment = Environment(variables: [Variable("total", .double)], profile: .standard)
        #expect(throws: CompileError.self) { try environment.compile("total > 100") }
    }

    @Test(
        "a null in the data is the same as a missing field",
        arguments: [Value?.none, .null]
    )
    func nullIsAbsent(cupom: Value?) throws {
        #expect(try evaluate("has(pedido.cupom)", cupom: cupom) == .bool(false))
        #expect(try evaluate("pedido.?cupom.orValue('-')", cupom: cupom) == .string("-"))
        #expect(try evaluate("pedido[?'cupom'].hasValue()", cupom: cupom) == .bool(false))
        #expect(try evaluate("'cupom' in pedido", cupom: cupom) == .bool(false))
    }

    @Test("a null that an expression writes is a value")
    func nullOfLiteral() throws {
        #expect(try evaluate("has({'k': null}.k) && {'k': null}.?k.hasValue()") == .bool(true))
    }

    @Test("what an expression made is data once it is handed out")
    func resultIsData() throws {
        let made = try evaluate("[{'k': null}]")
        #expect(try evaluate("has(dados[0].k)", dados: made) == .bool(false))
    }

    @Test("a field that may be missing shows in the type, until the expression has asked for it")
    func optionalField() throws {
        #expect(try environment.compile("pedido.cupom").type == .wrapper(.string))
        #expect(try environment.compile("pedido.?cupom").type == .optional(.string))
        #expect(try environment.compile("pedido.?cupom.orValue('-')").type == .string)
        #expect(try environment.compile("has(pedido.cupom) ? pedido.cupom : '-'").type == .string)
        #expect(try environment.compile("has(pedido.cupom) && pedido.cupom == 'X'").type == .bool)
        #expect(try evaluate("pedido.cupom", cupom: .string("X")) == .string("X"))
        #expect(throws: EvaluationError.self) { try evaluate("pedido.cupom") }
    }

    @Test("what may be missing can be compared with null")
    func comparedWithNull() throws {
        #expect(try evaluate("pedido.cupom == null && apelido == null && dados.a.b == null") == .bool(true))
        #expect(try evaluate("pedido.cupom != null", cupom: .string("X")) == .bool(true))
        #expect(try evaluate("null != apelido", apelido: .string("Ana")) == .bool(true))
        #expect(try environment.compile("pedido.cupom != null ? pedido.cupom : '-'").type == .string)
    }

    @Test("the path of a field that may be missing is as good as an optional")
    func liftedPath() throws {
        #expect(try environment.compile("pedido.cupom.orValue('-')").type == .string)
        #expect(try evaluate("pedido.cupom.orValue('-')") == .string("-"))
        #expect(try evaluate("pedido.cupom.orValue('-')", cupom: .null) == .string("-"))
        #expect(try evaluate("pedido.cupom.orValue('-')", cupom: .string("X")) == .string("X"))
        #expect(try evaluate("pedido.cupom.hasValue()") == .bool(false))
        #expect(try evaluate("pedido.cupom.optMap(c, c + '!').orValue('-')", cupom: .string("X")) == .string("X!"))
        #expect(try evaluate("dados.a.b.orValue('-')", dados: .map(MapValue([("a", .null)]))) == .string("-"))
        #expect(throws: CompileError.self) { try environment.compile("pedido.numero.orValue('-')") }
    }

    @Test(
        "an optional variable takes a plain value, a null or an optional",
        arguments: [
            (Value.string("Ana"), "Ana"), (.null, "-"), (.optional(.string("Ana")), "Ana"), (.optional(nil), "-"),
        ])
    func optionalVariable(value: Value, expected: String) throws {
        #expect(try evaluate("apelido.orValue('-')", apelido: value) == .string(expected))
    }

    @Test("the fields of a list's objects are known inside a macro")
    func macros() throws {
        #expect(try evaluate("pedido.itens.exists(i, i.estoque == 0)") == .bool(true))
        #expect(try evaluate("pedido.itens[?0].nome.orValue('-')") == .string("lente"))
        #expect(try environment.compile("pedido.itens.map(i, i.nome)").type == .list(.string))
    }
}
