import Engine
import Testing

@Test(
    "named places become numbered ones outside quotes, comments and casts",
    arguments: [
        ("select a from t where b = :b and c = :c or d = :b", "select a from t where b = $1 and c = $2 or d = $1", ["b", "c"]),
        ("select ':x', \":y\" -- :z\n, :w /* :v */", "select ':x', \":y\" -- :z\n, $1 /* :v */", ["w"]),
        ("select a::text, :a_1::int", "select a::text, $1::int", ["a_1"]),
        ("select 1", "select 1", []),
    ])
func namedPlaces(text: String, numbered: String, names: [String]) {
    let statement = SQLStatement(text)
    #expect(statement.names == names)
    #expect(statement.text { "$\($0)" } == numbered)
}
