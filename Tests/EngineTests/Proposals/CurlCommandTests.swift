import Testing

@testable import Engine

@Suite("a curl command")
struct CurlCommandTests {
    @Test(
        "is split as a shell splits it",
        arguments: [
            (#"curl  -H 'a: b'  "c d""#, ["curl", "-H", "a: b", "c d"]),
            (#"a\ b 'c'"d"e '' "\"\$\n""#, ["a b", "cde", "", #""$\n"#]),
            ("a \\\n  b\\\r\n c | d", ["a", "b", "c"]),
            (#"$'it\'s \u00e9\n' x;y"#, ["it's é\n", "x"]),
            ("", []),
        ])
    func words(command: String, words: [String]) throws {
        #expect(try ShellWords.split(command) == words)
    }

    @Test("with a quote that is not closed is refused", arguments: ["curl 'x", "curl \"x", "curl $'x"])
    func unclosed(command: String) {
        #expect(throws: CurlCommand.Fault(message: "a quote of the command is not closed")) { try CurlCommand(command) }
    }

    @Test(
        "says its method, its address and its body in any order",
        arguments: [
            ("curl https://a.b/c", "GET", "https://a.b/c", nil),
            ("curl -d x=1 https://a.b", "POST", "https://a.b", CurlCommand.Body.form([("x", "1")])),
            ("curl -XPUT --json '{\"a\":1}' https://a.b", "PUT", "https://a.b", .json(["a": 1])),
            ("curl --url https://a.b --request=PATCH --data-raw '[1]'", "PATCH", "https://a.b", .json([1])),
            ("curl -sSL -G -d q=1 --data-urlencode 'n=a b' https://a.b", "GET", "https://a.b?q=1&n=a%20b", nil),
            ("curl -F 'a=b' -F 'c=d=e' https://a.b", "POST", "https://a.b", .form([("a", "b"), ("c", "d=e")])),
            ("curl -H 'Content-Type: text/plain' -d hello https://a.b", "POST", "https://a.b", .text("hello")),
            ("curl -o file --max-time 3 https://a.b", "GET", "https://a.b", nil),
        ])
    func request(command: String, method: String, url: String, body: CurlCommand.Body?) throws {
        let curl = try CurlCommand(command)
        #expect(curl.method == method)
        #expect(curl.url == url)
        #expect(curl.body == body)
    }

    @Test(
        "that cannot be a tool says why",
        arguments: [
            ("curl", "the command names no address"),
            ("curl -X", "after '-X' a value is missing"),
            ("curl --json '{' https://a.b", "the body is no JSON"),
            ("curl -d @body.json https://a.b", "the body is read from the file 'body.json'; write it into the command"),
        ])
    func faults(command: String, message: String) {
        #expect(throws: CurlCommand.Fault(message: message)) { try CurlCommand(command) }
    }

    @Test("any text is read or refused, and never more than that")
    func damaged() {
        let whole = #"curl -X POST 'https://a.b/c/1?d=%zz' -H 'x: "y"' $'\u12' --json '{"a": ["b"]}' \"#
        for length in 0...whole.count { _ = try? CurlCommand(String(whole.prefix(length))) }
    }
}
