import Testing

@testable import Runtime

@Suite("the pace of an account")
struct SendingPaceTests {
    private static let minutes = Duration.seconds(600)

    @Test("an account whose rate nobody set is not held back")
    func free() {
        var pace = SendingPace()
        #expect((0..<1000).allSatisfy { _ in pace.next(at: .seconds(1)) == .taken(after: .zero) })
    }

    @Test("a second's worth leaves at once, and what must wait leaves evenly")
    func even() {
        var pace = SendingPace(limit: 4)
        let places = (0..<8).map { _ in pace.next(at: .zero) }
        let waits = [0, 0, 0, 0, 1000, 1250, 1500, 1750].map { SendingPace.Place.taken(after: .milliseconds($0)) }
        #expect(places == waits)
    }

    @Test("in no second do more leave than may, whenever they come", arguments: [1, 7, 80, 1000])
    func everySecond(limit: Int) {
        var pace = SendingPace(limit: limit)
        var (now, seed, departures) = (Duration.zero, UInt64(limit), [Duration]())
        for _ in 0..<5000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            now += .microseconds(Int64(seed >> 33) % (3_000_000 / Int64(limit)))
            if seed >> 60 == 0 { now += .seconds(1) }
            if case .taken(let delay) = pace.next(at: now) { departures.append(now + delay) }
        }
        #expect(departures.count > 1000)
        #expect(departures == departures.sorted())
        #expect(zip(departures, departures.dropFirst(limit)).allSatisfy { $1 - $0 >= .seconds(1) })
    }

    @Test("who would wait for more than two seconds is told to ask again, each at a time of its own")
    func line() {
        var pace = SendingPace(limit: 1)
        #expect((0..<3).map { _ in pace.next(at: .zero) } == [0, 1, 2].map { .taken(after: .seconds($0)) })
        #expect(pace.next(of: 2, at: .zero) == .none(until: .seconds(2)))
        #expect(pace.next(at: .zero) == .none(until: .seconds(4)))
        // A new one stands behind them, and they get the place that is free.
        #expect(pace.next(at: .seconds(2)) == .none(until: .seconds(5)))
        #expect(pace.next(of: 2, isNew: false, at: .seconds(2)) == .taken(after: .seconds(1)))
        #expect(pace.next(isNew: false, at: .seconds(4)) == .taken(after: .zero))
        #expect(pace.next(at: .seconds(6)) == .taken(after: .zero))
    }

    @Test("a refusal has it keep to the ordinary rate, each further one to half of it, and never to less than ten a second")
    func refusals() {
        var pace = SendingPace()
        var rates: [Int?] = []
        for second in 1...6 {
            pace.refused(requestOf: .seconds(second), at: .seconds(second) + .milliseconds(1))
            rates.append(pace.rate)
        }
        #expect(rates == [80, 40, 20, 10, 10, 10])
        var slow = SendingPace(limit: 4)
        slow.refused(requestOf: .zero, at: .seconds(1))
        #expect(slow.rate == 4)
    }

    @Test("the second of a refusal is used up")
    func usedUp() {
        var pace = SendingPace()
        pace.refused(requestOf: .zero, at: .milliseconds(100))
        #expect(pace.next(at: .milliseconds(100)) == .taken(after: .seconds(1)))
        #expect(pace.next(at: .milliseconds(600)) == .taken(after: .milliseconds(512) + .microseconds(500)))
    }

    @Test("refusals of requests that were under way together count once")
    func together() {
        var pace = SendingPace()
        pace.refused(requestOf: .milliseconds(10), at: .milliseconds(100))
        pace.refused(requestOf: .milliseconds(20), at: .milliseconds(110))
        pace.refused(requestOf: .milliseconds(100), at: .milliseconds(150))
        #expect(pace.rate == 80)
        pace.refused(requestOf: .milliseconds(101), at: .milliseconds(200))
        #expect(pace.rate == 40)
    }

    @Test("refusals of messages that had been given their time before count once")
    func ahead() {
        var pace = SendingPace(limit: 80)
        for _ in 1...160 { _ = pace.next(at: .zero) }
        pace.refused(requestOf: .zero, at: .milliseconds(50))
        for number in 1...9 {
            pace.refused(requestOf: .milliseconds(100 * number), at: .milliseconds(100 * number + 50))
        }
        #expect(pace.rate == 40)
        pace.refused(requestOf: .seconds(3), at: .seconds(3))
        #expect(pace.rate == 20)
    }

    @Test("the rate doubles for each ten minutes without a refusal, until it is given up")
    func recovery() {
        var pace = SendingPace()
        for second in 1...2 { pace.refused(requestOf: .seconds(second), at: .seconds(second)) }
        let refusal = Duration.seconds(2)
        var rates: [Int?] = []
        for count in 1...3 {
            _ = pace.next(at: refusal + Self.minutes * count - .milliseconds(1))
            rates.append(pace.rate)
            _ = pace.next(at: refusal + Self.minutes * count)
            rates.append(pace.rate)
        }
        #expect(rates == [40, 80, 80, 160, 160, nil])
        pace.refused(requestOf: .seconds(9000), at: .seconds(9000))
        #expect(pace.rate == 80)
        _ = pace.next(at: .seconds(90_000))
        #expect(pace.rate == nil)
    }

    @Test("a rate that somebody set is halved likewise, and comes back to what was set")
    func limited() {
        var pace = SendingPace(limit: 50)
        pace.refused(requestOf: .zero, at: .seconds(1))
        #expect(pace.rate == 25)
        _ = pace.next(at: .seconds(1) + Self.minutes)
        #expect(pace.rate == 50)
        _ = pace.next(at: .seconds(1) + Self.minutes * 9)
        #expect(pace.rate == 50)
    }
}
