import Engine
import FoundationEssentials
import Testing

@testable import Runtime

@Suite("a bot's folder that names a base")
struct BotFolderBaseTests {
    private static func write(_ files: [String: String], in folder: TestFolder) throws {
        for (path, text) in files {
            let place = "\(folder.path)/\(path)"
            try FileManager.default.createDirectory(
                atPath: String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)]), withIntermediateDirectories: true)
            try text.write(toFile: place, atomically: true, encoding: .utf8)
        }
    }

    private static let graph = "version: 1\ngraph: {start: fim, nodes: {fim: {end: pronto}}}\n"

    @Test("is read with the base's files, and the base is no bot")
    func read() throws {
        let folder = try TestFolder()
        try Self.write(
            [
                "bots/base/base.yaml": Self.graph,
                "bots/base/tools/historico.yaml": "tool: historico\ndescription: O que foi dito.\nhistory: {}\n",
                "bots/loja/bot.yaml": "extends: ../base\nbot: {id: loja, name: Loja}\n",
            ], in: folder)
        let found = try BotFolder.find(at: [folder.path + "/bots"])
        #expect(found.map(\.path) == [folder.path + "/bots/loja"])
        let compiled = BotCompiler.compile(try found[0].read())
        #expect(DiagnosticText.render(compiled.diagnostics) == "")
        #expect(compiled.bot?.toolNames.map(\.rawValue) == ["historico"])
    }

    @Test("takes nothing from outside its folder of bots", arguments: ["../../fora", "../elo", "../nada"])
    func outside(base: String) throws {
        let folder = try TestFolder()
        try Self.write(
            [
                "fora/base.yaml": Self.graph, "bots/loja/bot.yaml": "extends: \(base)\nbot: {id: loja, name: Loja}\n",
            ], in: folder)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/bots/elo", withDestinationPath: folder.path + "/fora")
        let compiled = BotCompiler.compile(try BotFolder(path: folder.path + "/bots/loja").read())
        #expect(compiled.bot == nil)
        #expect(compiled.diagnostics.contains { $0.span.start.line == 1 && $0.span.start.column == 10 })
    }

    @Test("that leads back to itself is a mistake, and ends")
    func circle() throws {
        let folder = try TestFolder()
        try Self.write(
            [
                "bots/a/bot.yaml": "extends: ../b\nbot: {id: a, name: A}\n" + Self.graph,
                "bots/b/bot.yaml": "extends: ../a\nbot: {id: b, name: B}\n" + Self.graph,
            ], in: folder)
        let compiled = BotCompiler.compile(try BotFolder(path: folder.path + "/bots/a").read())
        #expect(
            DiagnosticText.render(compiled.diagnostics).contains("/bots/b/bot.yaml:1:10: error: '../a' extends this bot in turn"))
    }
}
