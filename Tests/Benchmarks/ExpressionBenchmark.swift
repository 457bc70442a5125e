import CEL
import Engine
import Glibc

/// `expression-benchmark CASES` times this implementation, as `peers.py` does the others: one JSON line a case.
///
/// Prefixed by the number of a case and a count, it only evaluates that one so often: for a profiler.
@main
struct ExpressionBenchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let path = arguments.last, let cases = try BenchmarkCases(path: path) else {
            fail("expression-benchmark [CASE COUNT] CASES")
        }
        if arguments.count == 3, let number = Int(arguments[0]), let count = Int(arguments[1]) {
            let program = try cases.environment.compile(cases.all[number].expression)
            for _ in 0..<count { blackHole(try program.evaluate(cases.values)) }
            return
        }
        for item in cases.all {
            let program = try cases.environment.compile(item.expression)
            let value = JSON(try program.evaluate(cases.values))
            guard value == item.value else {
                fail("\(item.expression) is \(value.text), not \(item.value.text)")
            }
            let line: JSON = [
                "implementation": "trama", "case": .string(item.name),
                "compile": .double(try nanoseconds { _ = try cases.environment.compile(item.expression) }),
                "evaluate": .double(try nanoseconds { blackHole(try program.evaluate(cases.values)) }),
            ]
            print(line.text)
        }
    }

    /// The least time of one call among 100 batches of about a millisecond each.
    private static func nanoseconds(_ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        var calls = 1
        while try clock.measure({ for _ in 0..<calls { try work() } }) < .milliseconds(1) { calls *= 2 }
        var least = Duration.seconds(1)
        for _ in 0..<100 { least = min(least, try clock.measure { for _ in 0..<calls { try work() } }) }
        return least / .nanoseconds(1) / Double(calls)
    }

    private static func fail(_ message: String) -> Never {
        fputs(message + "\n", fdopen(2, "w"))
        exit(2)
    }

    /// Keeps the optimizer from leaving out what made the value.
    @inline(never)
    private static func blackHole(_ value: Value) {}
}
