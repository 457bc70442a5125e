import Runtime
import Testing

@Suite("a .env file")
struct EnvironmentFileTests {
    @Test(
        "is read line by line",
        arguments: [
            ("A=1", ["A": "1"]),
            ("A=1\r\nB=2\r\n", ["A": "1", "B": "2"]),
            ("export A=1", ["A": "1"]),
            ("exported=1", ["exported": "1"]),
            ("  A = x y  ", ["A": "x y"]),
            ("A=", ["A": ""]),
            ("# A=1\n\n   # B=2", [:]),
            ("A=x # why", ["A": "x"]),
            ("A=x#y", ["A": "x#y"]),
            ("A=# why", ["A": ""]),
            ("A='x # $y \\n'", ["A": "x # $y \\n"]),
            ("A=\"x # y\" # why", ["A": "x # y"]),
            (#"A="a\n\"b\" \\ \$c \z""#, ["A": "a\n\"b\" \\ $c \\z"]),
            ("A=1\nA=2", ["A": "2"]),
            ("A=a=b", ["A": "a=b"]),
            ("A=Olá, coração", ["A": "Olá, coração"]),
        ] as [(String, [String: String])])
    func read(text: String, values: [String: String]) throws {
        #expect(try EnvironmentFile(parsing: text).values == values)
    }

    @Test(
        "names the line that cannot be read, and nothing of it",
        arguments: [("A=1\nsecret", 2), ("1A=x", 1), ("A B=x", 1), ("=x", 1), ("A='x", 1), ("A=\"x\\", 1), ("\n\nA='x'y", 3)])
    func refused(text: String, line: Int) {
        let error = #expect(throws: EnvironmentFileError.self) { try EnvironmentFile(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.reason.contains("secret") == false)
    }

    @Test("gives way to the real environment, unless that is empty")
    func merged() throws {
        let file = try EnvironmentFile(parsing: "A=file\nB=file\nC=file")
        #expect(file.merged(under: ["B": "real", "C": "", "D": "real"]) == ["A": "file", "B": "real", "C": "file", "D": "real"])
    }
}
