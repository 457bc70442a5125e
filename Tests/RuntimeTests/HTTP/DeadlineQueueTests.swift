import Testing

@testable import Runtime

@Suite("Deadline queue")
struct DeadlineQueueTests {
    private let start = ContinuousClock.now

    @Test("what is due comes out soonest first, and nothing before its time")
    func order() {
        var queue = DeadlineQueue<String>()
        for (key, seconds) in [("c", 3), ("a", 1), ("d", 4), ("b", 2)] { queue.insert(key, at: start + .seconds(seconds)) }
        #expect(queue.soonest == start + .seconds(1))
        #expect(queue.popDue(at: start) == nil)
        let due = [
            queue.popDue(at: start + .seconds(3)), queue.popDue(at: start + .seconds(3)), queue.popDue(at: start + .seconds(3)),
        ]
        #expect(due == ["a", "b", "c"])
        #expect(queue.popDue(at: start + .seconds(3)) == nil)
    }

    @Test("one of several with the same time is taken out alone")
    func removal() {
        var queue = DeadlineQueue<String>()
        for key in ["a", "b", "c"] { queue.insert(key, at: start) }
        queue.remove("b", at: start)
        queue.remove("b", at: start)
        queue.remove("a", at: start + .seconds(1))
        let left = [queue.popDue(at: start), queue.popDue(at: start), queue.popDue(at: start)]
        #expect(Set(left) == ["a", "c", nil])
    }
}
