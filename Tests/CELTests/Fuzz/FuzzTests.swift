import CEL
import Foundation
import Synchronization
import Testing

/// Generated expressions for a second, or for the seconds in `FUZZ_SECONDS`; `FUZZ_SEED` begins at another place.
@Suite("expressions that nobody wrote", .serialized)
struct FuzzTests {
    private static let settings = ProcessInfo.processInfo.environment
    private static let seconds = settings["FUZZ_SECONDS"].flatMap(Double.init) ?? 1
    private static let seed = settings["FUZZ_SEED"].flatMap(UInt64.init) ?? 1

    /// No expression takes longer, in a debug build on a busy machine.
    private static let longest = Duration.seconds(10)
    /// What the process may grow by; the rest is what the allocator keeps.
    private static let largestGrowth = 200 << 20

    @Test("each compiles or has issues, has a value or an error, in bounded time and memory")
    func fuzz() throws {
        let watch = Watch()
        defer { watch.end() }
        let environments = [Environment.Profile.host, .standard].map { Environment(variables: FuzzData.variables, profile: $0) }
        let start = ContinuousClock.now
        let memory = residentBytes
        var peak = memory
        var (count, compiled, valued) = (0, 0, 0)
        var seed = FuzzTests.seed
        while ContinuousClock.now - start < .seconds(FuzzTests.seconds) {
            let text = FuzzTests.expression(of: seed)
            watch.begin(text, seed: seed)
            for environment in environments {
                count += 1
                let program = try? environment.compile(text)
                if program != nil { compiled += 1 }
                for values in FuzzData.all {
                    if (try? program?.evaluate(values)) ?? nil != nil { valued += 1 }
                }
                if program == nil, let unchecked = try? environment.compileUnchecked(text) {
                    _ = try? unchecked.evaluate(FuzzData.all[0])
                }
            }
            if seed % 256 == 0 {
                peak = max(peak, residentBytes)
                try #require(
                    peak - memory < FuzzTests.largestGrowth, "seed \(seed): \(peak >> 20) MiB of memory, \(memory >> 20) before")
            }
            seed += 1
        }
        print(
            "\(count) expressions, \(compiled * 100 / count) % compiled, \(valued) values, at most \(peak >> 20) MiB, seeds \(FuzzTests.seed)..<\(seed)"
        )
        #expect(compiled * 3 > count)
    }

    private static func expression(of seed: UInt64) -> String {
        var generator = FuzzGenerator(seed: seed)
        var grammar = ExpressionGrammar()
        let kind = ExpressionGrammar.kinds.randomElement(using: &generator) ?? "any"
        let text = grammar.expression(of: kind, depth: Int.random(in: 1...5, using: &generator), using: &generator)
        return Int.random(in: 0..<4, using: &generator) == 0 ? MutationTests.spoilt(text, using: &generator) : text
    }

    private var residentBytes: Int {
        let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return (pages.flatMap { Int($0) } ?? 0) * 4096
    }

    /// Ends the process with the expression that hangs, which no test could otherwise tell of.
    private final class Watch: Sendable {
        private struct State {
            var text = ""
            var seed: UInt64 = 0
            var began = ContinuousClock.now
            var isOver = false
        }

        private let state = Mutex(State())

        init() {
            Thread.detachNewThread { [self] in
                while true {
                    Thread.sleep(forTimeInterval: 0.5)
                    let now = state.withLock { $0 }
                    if now.isOver { return }
                    if ContinuousClock.now - now.began > FuzzTests.longest { fatalError("seed \(now.seed) hangs: \(now.text)") }
                }
            }
        }

        func begin(_ text: String, seed: UInt64) {
            state.withLock { $0 = State(text: text, seed: seed, began: .now) }
        }

        func end() { state.withLock { $0.isOver = true } }
    }
}
