import CEL
import Testing

@Suite("what looks wrong in expressions that are right")
struct LintTests {
    private static let order = ObjectType(
        name: "Order",
        fields: [
            Field("number", .string), Field("coupon", .optional(.string)), Field("items", .list(.string)),
            Field("status", .string, choices: ["open", "paid"]),
        ])
    private let environment = Environment(
        variables: [
            Variable("order", .object(order)), Variable("n", .int), Variable("vip", .bool),
            Variable("size_of", .string, choices: ["small", "large"]), Variable("now", .timestamp),
        ])

    @Test(
        "each is told once, at its place",
        arguments: [
            ("order.coupon == 'X'", [0..<12]), ("size_of == 'huge'", [11..<17]), ("size_of in ['small', 'tiny']", [21..<27]),
            ("order.status != 'payed'", [16..<23]), ("vip || 1 == 1", [7..<13]), ("n / 2 > 1", [2..<3]),
            ("order.items.exists(i, vip)", [19..<20]), ("order.items.exists(n, n == 'a')", [19..<20]),
            ("order.items.exists(i, order.items.exists(i, i == 'a')) ", [19..<20, 41..<42]), ("n == n", [0..<6]),
            ("size_of == 'small' && size_of == 'large'", [22..<40]), ("n > 1 // 2", [6..<10]),
        ])
    func places(text: String, expected: [Range<Int>]) throws {
        let inspection = try #require(environment.inspect(text, for: .condition))
        #expect(inspection.lints.map(\.range) == expected)
    }

    @Test(
        "what may well be meant draws none",
        arguments: [
            "order.coupon == null", "has(order.coupon) && order.coupon == 'X'", "order.coupon.orValue('') == ''", "n / 2.0 > 1",
            "10 / 5 == n", "order.items.exists(i, i == 'a')", "order.items.all(i, v, v != 'a')", "vip == true",
            "size_of == 'small' || size_of == 'large'", "now > now()", "order.?coupon.hasValue()",
            "size_of == 'small' // the usual one\n || vip",
        ])
    func none(text: String) throws {
        #expect(try #require(environment.inspect(text, for: .condition)).lints == [])
    }

    @Test("a constant is one only where it stands as a condition")
    func values() throws {
        #expect(try #require(environment.inspect("true")).lints == [])
        #expect(try #require(environment.inspect("true", for: .condition)).lints.map(\.kind) == [.constantCondition(true)])
    }

    @Test("the paths that are read are those of the environment, not of macros")
    func paths() throws {
        let inspection = try #require(environment.inspect("order.items.exists(n, n == order.number) && has(order.coupon)"))
        #expect(inspection.paths == [["order", "items"], ["order", "number"], ["order", "coupon"]])
        #expect(environment.inspect("nope ==") == nil)
    }
}
