import Testing

@testable import Runtime

@Suite("waits between tries")
struct BackoffTests {
    let backoff = Backoff(first: .milliseconds(100), limit: .milliseconds(300))

    @Test("a wait doubles up to its limit", arguments: [(1, 100), (2, 200), (3, 300), (99, 300)])
    func doubles(failures: Int, milliseconds: Int) {
        #expect(backoff.delay(after: failures) == .milliseconds(milliseconds))
    }

    @Test("what the other side asks for is kept when it is longer, up to a day")
    func asked() {
        #expect(backoff.delay(after: 1, asked: .seconds(9)) == .seconds(9))
        #expect(backoff.delay(after: 1, asked: .milliseconds(1)) == .milliseconds(100))
        #expect(backoff.delay(after: 1, asked: .seconds(1_000_000)) == .seconds(86_400))
    }

    @Test("a wait is spread by up to a half of itself", arguments: [(0.0, 100), (1.0, 150)])
    func spread(chance: Double, milliseconds: Int) {
        #expect(Duration.milliseconds(100).spread(by: chance) == .milliseconds(milliseconds))
    }
}
