import CEL
import Synchronization
import Testing

@Suite("maps over the host's own data")
struct MapViewTests {
    /// Counts the members that were made into values.
    private final class Row: MapView {
        let columns: [(String, Value)]
        let reads = Atomic(0)

        init(_ columns: [(String, Value)]) { self.columns = columns }

        var count: Int { columns.count }
        var names: [String] { columns.map(\.0) }

        func value(for name: String) -> Value? {
            reads.add(1, ordering: .relaxed)
            return columns.first { $0.0 == name }?.1
        }
    }

    private let columns: [(String, Value)] = [
        ("id", .int(7)), ("nome", .string("Ana")), ("cupom", .null), ("itens", .list([.int(1)])),
    ]

    private func evaluate(_ text: String, over row: Row) throws -> Value {
        let environment = Environment(variables: [Variable("r", .map(.string, .dyn)), Variable("m", .map(.string, .dyn))])
        return try environment.compile(text).evaluate([.map(MapValue(row)), .map(MapValue(columns))])
    }

    @Test(
        "a member is converted when it is read, and no other one",
        arguments: [("r.nome == 'Ana'", 1), ("size(r)", 0), ("r.id > 1 && r.nome != ''", 2), ("[r, r].size()", 0), ("m.id", 0)])
    func lazy(text: String, reads: Int) throws {
        let row = Row(columns)
        _ = try evaluate(text, over: row)
        #expect(row.reads.load(ordering: .relaxed) == reads)
    }

    @Test(
        "it is a map like any other",
        arguments: [
            "r == m", "m == r", "[m].exists(x, x == r)", "!has(r.cupom)", "!('cupom' in r)", "'id' in r", "!(dyn(1) in r)",
            "r[?'cupom'].orValue('-') == '-'", "r.map(k, k) == ['id', 'nome', 'cupom', 'itens']",
            "r.exists(k, v, v == 7)", "r.transformList(k, v, v)[1] == 'Ana'", "r.itens.all(i, i == 1)", "type(r) == map",
            "{'a': r}.a.nome == 'Ana'", "!has(r.sobrenome)", "r != {}",
        ])
    func semantics(text: String) throws {
        #expect(try evaluate(text, over: Row(columns)) == .bool(true))
    }

    @Test("its values are the same as those of entries, and have the same hash")
    func structure() {
        let view = Value.map(MapValue(Row(columns)))
        let entries = Value.map(MapValue(columns))
        #expect(view == entries)
        #expect(Set([view, entries]).count == 1)
        #expect(view != .map(MapValue(columns.dropLast())))
    }

    @Test("a chain of '+' says which sign fails, and keeps to the limits")
    func sums() throws {
        let environment = Environment(variables: [Variable("d", .dyn)])
        let error = #expect(throws: EvaluationError.self) { try environment.compile("'a' + 'b' + d + 'c'").evaluate([.int(1)]) }
        #expect(error?.range == 10..<11)
        #expect(try environment.compile("1 + 2 + d + 0.5").evaluate([.int(1)]) == .double(4.5))
        #expect(try environment.compile("'a' + d + 'c' + d").evaluate([.string("-")]) == .string("a-c-"))
        let long = Value.string(String(repeating: "a", count: 300_000))
        let limit = #expect(throws: EvaluationError.self) { try environment.compile("d + d + d + d").evaluate([long]) }
        #expect(limit?.code == .limit)
    }
}
