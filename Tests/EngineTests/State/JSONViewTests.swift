import CEL
import Testing

@testable import Engine

@Suite("JSON as expressions see it")
struct JSONViewTests {
    private let data: JSON = [
        "z": 1, "nulo": .null, "aninhado": ["x": [.null, ["y": .null]], "a": "b"], "$chave": ["n": 5], "e\u{301}": "acento",
    ]

    private func evaluate(_ text: String, over value: Value) throws -> Value {
        try Environment(variables: [Variable("d", .dyn)]).compile(text).evaluate([value])
    }

    @Test("what no expression touched goes out as it came in, null members and the order too")
    func passThrough() throws {
        #expect(JSON(Value(data)).text == data.text)
        #expect(JSON(try evaluate("d.aninhado", over: Value(data))).text == data["aninhado"]?.text)
        #expect(JSON(try evaluate("[d]", over: Value(data))).text == JSON.array([data]).text)
    }

    @Test("an object that is changed later stays for the expression what it was")
    func copies() throws {
        var object: JSONObject = ["a": 1]
        let value = Value(.object(object))
        object["a"] = 2
        object["b"] = 3
        #expect(try evaluate("d.a == 1 && !has(d.b)", over: value) == .bool(true))
        #expect(JSON.object(object).text == #"{"a":2,"b":3}"#)
    }

    @Test("a null member is none, and a name is one to the scalar")
    func members() throws {
        #expect(
            try evaluate("[has(d.nulo), 'nulo' in d, has(d.z), d.?nulo.hasValue()]", over: Value(data))
                == .list([.bool(false), .bool(false), .bool(true), .bool(false)]))
        #expect(try evaluate("d['e\u{301}']", over: Value(data)) == .string("acento"))
        #expect(throws: EvaluationError.self) { try evaluate("d['\u{e9}']", over: Value(data)) }
        #expect(try evaluate("d.map(k, k).size()", over: Value(data)) == .int(5))
    }

    @Test("a checkpoint keeps it, whatever its names")
    func saved() throws {
        #expect(Value(saved: JSON(saving: Value(data))) == Value(data))
    }

    @Test("an object shows the members of its type, as that type has them")
    func typed() throws {
        let type = DataType.object([
            .init(name: "total", type: .number), .init(name: "em", type: .optional(.datetime)),
            .init(name: "falta", type: .string),
        ])
        let value = type.value(of: ["outro": 1, "em": "2026-11-22T10:00:00-03:00", "total": 10])
        #expect(try evaluate("d.total / 4 == 2.5 && d.em == timestamp('2026-11-22T13:00:00Z')", over: value) == .bool(true))
        #expect(
            try evaluate("[has(d.outro), has(d.falta), size(d) == 2]", over: value)
                == .list([.bool(false), .bool(false), .bool(true)]))
        #expect(JSON(value).text == #"{"em":"2026-11-22T13:00:00Z","total":10}"#)
        #expect(Value(saved: JSON(saving: value)) == value)
    }
}
