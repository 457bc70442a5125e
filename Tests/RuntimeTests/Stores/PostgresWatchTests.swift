import Engine
import Testing

@testable import Runtime

@Suite("what a process has seen of leases")
struct PostgresWatchTests {
    private static func lease(fence: Int64) -> Lease {
        Lease(
            conversation: ConversationID(rawValue: 7), bot: BotID(rawValue: "optics"), worker: WorkerID(rawValue: 1),
            fence: fence, crashes: 0)
    }

    private static func beat(holding fence: Int64) -> JSON {
        ["workers": [], "held": [[7, .int(fence)]]]
    }

    @Test("gives a lease back that was seen at two beats and that no claim told of")
    func strays() {
        var watch = PostgresWatch()
        let given = (1...2).map { _ in watch.see(Self.beat(holding: 3), at: .zero).map(\.fence) }
        #expect(given == [[], [3]])
    }

    @Test("takes up no lease whose claim's answer comes when it was given back, but a later one")
    func late() {
        var watch = PostgresWatch()
        for _ in 1...2 { _ = watch.see(Self.beat(holding: 3), at: .zero) }
        let taken = [3, 4, 3].map { watch.take(Self.lease(fence: $0)) }
        #expect(taken == [false, true, false])
    }

    @Test("keeps a lease whose claim's answer comes between two beats")
    func between() {
        var watch = PostgresWatch()
        let first = watch.see(Self.beat(holding: 3), at: .zero)
        let isTaken = watch.take(Self.lease(fence: 3))
        let second = watch.see(Self.beat(holding: 3), at: .zero)
        #expect(first.isEmpty && isTaken && second.isEmpty)
    }
}
