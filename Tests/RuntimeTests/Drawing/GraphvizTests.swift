import Engine
import Foundation
import FoundationXML
import Runtime
import Testing

@Suite("drawings as SVG")
struct GraphvizTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    private static let bots = ["bots", "examples", "Tests/EngineTests/Golden/drawings"].flatMap { group in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: group).path)) ?? []
        return names.sorted().map { "\(group)/\($0)" }
    }

    @Test("show every node and every arrow, whatever stands in their texts", arguments: bots)
    func complete(path: String) throws {
        let files = try BotFolder(path: Self.root.appending(path: path).path).read()
        let bot = try #require(BotCompiler.compile(files).bot)
        let dot = GraphDrawing(of: bot, in: files).dot
        let found = Elements()
        let parser = XMLParser(data: Data(try Graphviz.svg(of: dot).utf8))
        parser.delegate = found
        #expect(parser.parse())
        let lines = dot.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("\"") }
        let arrows = lines.filter { $0.contains("\" -> \"") }
        #expect(!arrows.isEmpty)
        #expect(found.counts["edge"] == arrows.count)
        #expect(found.counts["node"] == lines.count - arrows.count)
        let titles = arrows.map { arrow in
            let ends = arrow.split(separator: "\"", omittingEmptySubsequences: false)
            return "\(ends[1])->\(ends[3])"
        }
        #expect(found.titles["edge"]?.sorted() == titles.sorted())
    }

    @Test("fail by name when the program is not there, and with its own words when it fails")
    func failures() throws {
        let missing = #expect(throws: GraphvizError.self) { try Graphviz.svg(of: "digraph {}", program: "no-such-program") }
        #expect(missing?.reason == "Graphviz is not installed: there is no 'no-such-program' in PATH")
        let error = #expect(throws: GraphvizError.self) { try Graphviz.svg(of: "digraph { a -> ") }
        #expect(error?.reason.contains("syntax error") == true)
    }

    private final class Elements: NSObject, XMLParserDelegate {
        /// Of groups, by their class.
        var counts: [String: Int] = [:]
        var titles: [String: [String]] = [:]
        private var group = ""
        private var title: String?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if name == "g", let kind = attributes["class"] {
                group = kind
                counts[kind, default: 0] += 1
            }
            if name == "title" { title = "" }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { title? += text }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            guard name == "title", let text = title else { return }
            titles[group, default: []].append(text)
            title = nil
        }
    }
}
