import CEL

/// The variables of generated expressions, and values for them.
enum FuzzData {
    static let variables: [Variable] = [
        Variable("b", .bool), Variable("n", .int), Variable("x", .double), Variable("u", .uint), Variable("s", .string),
        Variable("y", .bytes), Variable("t", .timestamp), Variable("now", .timestamp), Variable("d", .duration),
        Variable("l", .list(.int)), Variable("ls", .list(.string)), Variable("m", .map(.string, .dyn)),
        Variable("pedido", .object(order)),
        Variable("dados", .dyn), Variable("apelido", .optional(.string)),
    ]

    private static let order = ObjectType(
        name: "Pedido",
        fields: [
            Field("status", .string), Field("total", .double), Field("quantos", .int), Field("pago", .bool),
            Field("cupom", .optional(.string)), Field("tags", .list(.string)), Field("itens", .list(.map(.string, .dyn))),
        ])

    /// What a host has most of the time, with maps that are views; extremes; little, of the wrong kinds; none at all.
    static let all: [[Value]] = [
        [
            .bool(true), .int(3), .double(99.9), .uint(7), .string("Olá, João"), .bytes([0, 255]), time(1_763_800_000),
            time(1_763_900_000),
            .duration(TimeSpan(nanoseconds: 5_400_000_000_000)), .list([.int(3), .int(1), .int(2)]),
            .list([.string("a"), .string("ção")]),
            .map(MapValue(Row([("a", .int(1)), ("k", .null), ("z", .list([.string("x")]))]))),
            .map(MapValue(Row(order(cupom: .null)))),
            .map(MapValue(Row([("a", .map(MapValue(Row([("b", .string("c"))]))))]))), .string("Zé"),
        ],
        [
            .bool(false), .int(.min), .double(.nan), .uint(.max), .string(String(repeating: "aé👀 ", count: 2_000)),
            .bytes(Array(repeating: 0xC3, count: 5_000)), time(253_402_300_799), time(-62_135_596_800),
            .duration(TimeSpan(nanoseconds: .min)),
            .list((0..<2_000).map { .int($0) }), .list(Array(repeating: .string(String(repeating: "b", count: 100)), count: 300)),
            .map(MapValue((0..<200).map { ("k\($0)", Value.double(-.infinity)) })), .map(MapValue(order(cupom: .string("10%")))),
            nested(60),
            .optional(.string("")),
        ],
        [
            .null, .string("1"), .int(1), .int(-1), .bytes([]), .string(""), .int(0), .null, .list([]),
            .map(MapValue([("a", .null)])),
            .list([.null, .int(1)]), .list([.map(MapValue([("a", .int(1))]))]), .null, .type(.int), .optional(nil),
        ],
        [],
    ]

    private static func time(_ seconds: Int64) -> Value {
        Timestamp(seconds: seconds, nanoseconds: 999_999_999).map(Value.timestamp) ?? .null
    }

    private static func order(cupom: Value) -> [(String, Value)] {
        [
            ("status", .string("enviado")), ("total", .double(249.9)), ("quantos", .int(2)), ("pago", .bool(true)),
            ("cupom", cupom),
            ("tags", .list([.string("novo")])), ("itens", .list([.map(MapValue([("nome", .string("lente")), ("a", .int(2))]))])),
        ]
    }

    private static func nested(_ depth: Int) -> Value {
        (0..<depth).reduce(.int(1)) { inner, _ in .list([.map(MapValue([("a", inner)]))]) }
    }

    private final class Row: MapView {
        private let members: [(String, Value)]

        init(_ members: [(String, Value)]) { self.members = members }

        var count: Int { members.count }
        var names: [String] { members.map(\.0) }
        func value(for name: String) -> Value? { members.first { $0.0 == name }?.1 }
    }
}
