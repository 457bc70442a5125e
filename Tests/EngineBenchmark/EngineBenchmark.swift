import CEL
import Engine
import Glibc
import Runtime

/// `engine-benchmark BOT WORK` times ten nodes of a bot, as `peers.py` does those of LangGraph: one JSON line a figure.
///
/// With `steps COUNT` before them it only plays that many turns: for a profiler.
@main
struct EngineBenchmark {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        var profiled: Int?
        if arguments.count == 4, arguments[0] == "steps" {
            profiled = Int(arguments[1])
            arguments.removeFirst(2)
        }
        guard arguments.count == 2, let bot = BotCompiler.compile(try BotFolder(path: arguments[0]).read()).bot else {
            fail("engine-benchmark [steps COUNT] BOT WORK")
        }
        if let profiled {
            var conversation = TalkingConversation(with: bot)
            for _ in 0..<profiled { conversation.turn() }
            return
        }
        tell("step", step: nanoseconds(of: bot) { $0.turn() })
        tell("memory", step: try nanoseconds(of: bot) { try $0.savedTurn() })
        var store = try await StoredConversation(with: bot, at: arguments[1] + "/trama.sqlite")
        var least = Double.infinity
        for _ in 0..<5 {
            let clock = ContinuousClock()
            let time = try await clock.measure { for _ in 0..<100 { try await store.turn() } }
            least = min(least, time / .nanoseconds(1) / 100)
        }
        await store.close()
        tell("sqlite", step: least / Double(TalkingConversation.nodes))
        var conversation = TalkingConversation(with: bot)
        for number in 1...1000 {
            conversation.turn()
            guard [1, 10, 100, 1000].contains(number) else { continue }
            tell(["case": "bytes", "turns": .int(Int64(number)), "bytes": .int(Int64(conversation.saved.utf8.count))])
        }
    }

    /// The least time of a step among 100 batches of about a millisecond each.
    private static func nanoseconds(of bot: Bot, _ turn: (inout TalkingConversation) throws -> Void) rethrows -> Double {
        var conversation = TalkingConversation(with: bot)
        let clock = ContinuousClock()
        var turns = 1
        while try clock.measure({ for _ in 0..<turns { try turn(&conversation) } }) < .milliseconds(1) { turns *= 2 }
        var least = Duration.seconds(1)
        for _ in 0..<100 { least = min(least, try clock.measure { for _ in 0..<turns { try turn(&conversation) } }) }
        return least / .nanoseconds(1) / Double(turns * TalkingConversation.nodes)
    }

    private static func tell(_ name: String, step: Double) { tell(["case": .string(name), "step": .double(step)]) }

    private static func tell(_ figures: JSONObject) {
        var line = figures
        line["implementation"] = "trama"
        print(JSON.object(line).text)
    }

    private static func fail(_ message: String) -> Never {
        fputs(message + "\n", fdopen(2, "w"))
        exit(2)
    }
}
