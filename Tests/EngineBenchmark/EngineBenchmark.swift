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
        tell("sqlite", step: try await nanoseconds(of: bot, in: arguments[1], conversations: 1))
        tell("sqlite, 64 at once", step: try await nanoseconds(of: bot, in: arguments[1], conversations: 64))
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

    /// The least time of a step among five rounds on an SQLite file.
    private static func nanoseconds(of bot: Bot, in folder: String, conversations: Int) async throws -> Double {
        let store = try await StoredConversations(with: bot, at: "\(folder)/trama-\(conversations).sqlite")
        let turns: Int64 = conversations == 1 ? 100 : 20
        var least = Double.infinity
        for round in 0..<Int64(5) {
            let time = try await ContinuousClock().measure {
                try await store.turns(turns, from: round * turns, of: conversations)
            }
            least = min(least, time / .nanoseconds(1) / Double(turns) / Double(conversations))
        }
        await store.close()
        return least / Double(TalkingConversation.nodes)
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
