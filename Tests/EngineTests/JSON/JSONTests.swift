import Engine
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "a text that is read and written again is the same",
        arguments: [
            #"{"a":[1,-2.5,true,null],"b":{"c":"d"}}"#, #""\"\\/\n\u0001""#, "9223372036854775807", "[]", "{}", #""ação 👀""#,
        ])
    func roundTrip(text: String) throws {
        #expect(try JSON(parsing: text) == JSON(parsing: JSON(parsing: text).text))
    }

    @Test(
        "what is not JSON is refused where it goes wrong",
        arguments: [
            ("", 0), ("[1,]", 3), (#"{"a" 1}"#, 5), ("01", 1), ("\"a", 2), ("tru", 0), ("1 2", 2), ("1e999", 5), ("\"\\x\"", 2),
        ])
    func refused(text: String, offset: Int) {
        let fault = #expect(throws: JSONError.self) { try JSON(parsing: text) }
        #expect(fault?.offset == offset)
    }

    @Test("escapes become what they stand for, and a lone surrogate a replacement mark")
    func escapes() throws {
        #expect(try JSON(parsing: #""\u00e7\/\ud83d\udc40\ud83dx""#).string == "ç/👀\u{FFFD}x")
    }

    @Test("what is escaped is escaped at every place, and nothing else", arguments: 0..<18)
    func escaped(place: Int) {
        let marks = [
            "\"": #"\""#, "\\": #"\\"#, "\n": #"\n"#, "\r": #"\r"#, "\t": #"\t"#, "\u{0}": #"\u0000"#, "\u{1F}": #"\u001f"#,
            "\u{7F}": #"\u007f"#, " ": " ", "!": "!", "#": "#", "[": "[", "]": "]", "~": "~", "\u{80}": "\u{80}", "ã": "ã",
            "👀": "👀",
        ]
        for (mark, written) in marks {
            let (before, after) = (String(repeating: "a", count: place), String(repeating: "b", count: 17 - place))
            #expect(JSON.string(before + mark + after).text == "\"\(before)\(written)\(after)\"")
            #expect(JSON.string(before + mark + mark + after).text == "\"\(before)\(written)\(written)\(after)\"")
        }
    }

    @Test("nesting past the limit is an error and not a crash")
    func depth() {
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[", count: 100_000)) }
    }

    @Test("whole doubles are written without a fraction and objects are equal in any order")
    func equality() throws {
        #expect(JSON.double(10).text == "10")
        #expect(JSON.double(0.00001).text == "0.00001")
        #expect(JSON.double(-1e300).text == "-1e+300")
        #expect(try JSON(parsing: #"{"a":1,"b":2}"#) == JSON(parsing: #"{"b":2,"a":1}"#))
    }
}
