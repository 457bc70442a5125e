import Foundation
import FoundationXML
import Testing

@testable import Engine

@Suite("reports of tests")
struct TestReportTests {
    private static func bot(_ tests: String) throws -> Bot {
        let text = """
            version: 1
            bot: {id: oi, name: Oi}
            graph:
              start: oi
              nodes:
                oi: {ask: "Diga <sim> & \\"não\\"\\u0007"}
                fim: {end: pronto}
            """
        let files = BotFiles(
            folder: "", contents: ["bot.yaml": Array(text.utf8), "tests/oi.yaml": Array(tests.utf8)])
        let compiled = BotCompiler.compile(files)
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        return try #require(compiled.bot)
    }

    @Test("JUnit XML can be read whatever stands in names and texts")
    func junit() throws {
        let bot = try Self.bot(
            """
            - {test: passa, talk: [{user: oi}]}
            - {test: "a < b & \\"c\\"", talk: [{user: oi, expect: {reply: outra}}]}
            """)
        let report = JUnitReport.render([(bot, bot.tests.map(bot.play))])
        let parser = XMLParser(data: Data(report.utf8))
        let elements = Elements()
        parser.delegate = elements
        #expect(parser.parse())
        #expect(elements.names == ["testsuites", "testsuite", "testcase", "testcase", "failure"])
        #expect(elements.attributes[0] == ["name": "trama", "tests": "2", "failures": "1"])
        #expect(elements.attributes[3]["name"] == "a < b & \"c\"")
        #expect(elements.attributes[3]["file"] == "tests/oi.yaml")
        #expect(elements.attributes[3]["line"] == "2")
        #expect(elements.attributes[4]["message"] == "the reply is another one")
    }

    private final class Elements: NSObject, XMLParserDelegate {
        var names: [String] = []
        var attributes: [[String: String]] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes found: [String: String]
        ) {
            names.append(name)
            attributes.append(found)
        }
    }
}
