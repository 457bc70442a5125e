import CEL
import Testing

@Suite("values")
struct ValueTests {
    @Test(
        "values are equal by CEL's rule",
        arguments: [
            (Value.int(1), Value.uint(1), true), (.int(1), .double(1), true), (.int(-1), .uint(.max), false),
            (.int(9_007_199_254_740_993), .double(9_007_199_254_740_992), false), (.double(.nan), .double(.nan), false),
            (.string("\u{e9}"), .string("e\u{301}"), false), (.list([.int(1)]), .list([.double(1)]), true),
            (.null, .int(0), false), (.optional(nil), .optional(nil), true), (.bool(true), .int(1), false),
        ]
    )
    func equality(left: Value, right: Value, expected: Bool) {
        #expect(left.isEqual(to: right) == expected)
        #expect(right.isEqual(to: left) == expected)
    }

    @Test("values are the same by structure, and then have the same hash")
    func structure() {
        #expect(Value.int(1) != .uint(1))
        #expect(Value.string("\u{e9}") != .string("e\u{301}"))
        #expect(Set([Value.double(.nan), .double(-.nan), .double(0), .double(-0.0)]).count == 2)
        let one = MapValue([("a", .int(1)), ("b", .int(2))])
        let other = MapValue([("b", .int(2)), ("a", .int(1))])
        #expect(Set([Value.map(one), .map(other)]).count == 1)
    }

    @Test("a map keeps the order of its keys, and of equal keys the later value", arguments: [3, 8, 9, 40])
    func maps(count: Int) {
        let map = MapValue((0..<count).map { ("k\($0)", Value.int(Int64($0))) } + [("k1", .bool(true))])
        #expect(map.entries.map(\.key) == (0..<count).map { .string("k\($0)") })
        #expect(map["k1"] == .bool(true))
        #expect(map["k\(count)"] == nil)
    }

    @Test("a whole number finds its key, signed or not")
    func keys() {
        let map = MapValue([(key: .int(1), value: .string("one"))])
        #expect(map[.uint(1)] == .string("one"))
        #expect(map[.uint(.max)] == nil)
    }
}
