import CEL
import Engine
import Testing

@testable import Runtime

/// Accepts and answers messages of ten contacts for as long as it runs, and checks what was kept of that. A class for identity.
final class StoreLoad: Sendable {
    private struct State {
        var acknowledged: [String] = []
        var isOver = false
    }

    private let state = Locked(State())

    /// Messages that were accepted, by their identifiers.
    var acknowledged: [String] { state.withLock(\.acknowledged) }

    func stop() { state.withLock { $0.isOver = true } }

    func run(on store: any Store) async throws {
        // Whoever waits for it does not wait for ever.
        defer { stop() }
        let worker = try await store.register()
        var round = 0
        while !state.withLock(\.isOver) {
            round += 1
            let messages = (0..<10).map { (id: "\(round)-\($0)", contact: "c\($0)") }
            try await store.accept(messages.map { .text("question", id: $0.id, from: $0.contact) })
            state.withLock { $0.acknowledged += messages.map(\.id) }
            // Some wait longer than others, so that there are claimed and waiting ones at every moment.
            for lease in try await store.claim(limit: 7, of: [.optics], for: worker) {
                try await StoreLoad.answer(lease, on: store)
            }
        }
    }

    /// Returns when so many messages were accepted, or none will be any more.
    func reaches(_ count: Int) async {
        while !Task.isCancelled, state.withLock({ !$0.isOver && $0.acknowledged.count < count }) { await Task.yield() }
    }

    /// One turn an event.
    private static func answer(_ lease: Lease, on store: any Store) async throws {
        for event in try await store.load(lease).inbox {
            let sent = try await store.finish(
                .sample(event.number, turn: Int(event.number)), sending: [.plain("answer")], under: lease)
            for message in sent {
                try await store.settle(message: message.number, as: .sent(providerID: "\(message.tag)"), under: lease)
            }
        }
        try await store.release(lease, notBefore: nil)
    }

    /// A copy of the store as it was at one moment: whole, with all of `known` in it and nothing of `unknown`, and it goes on from there.
    static func check(_ store: any Store, has known: some Sequence<String>, not unknown: some Sequence<String> = []) async throws
    {
        func conversations() async throws -> [ConversationExport] {
            var exports: [ConversationExport] = []
            for summary in try await store.conversations(ConversationFilter(), before: nil, limit: 1000) {
                exports.append(try #require(try await store.export(summary.id)))
            }
            return exports
        }
        func count(_ export: ConversationExport, _ table: String) -> Int { export.tables[table]?.count ?? 0 }
        func heard(_ export: ConversationExport) -> [String] {
            (export.tables["inbox"] ?? []).compactMap { $0["event"]?["id"]?.string }
        }
        let before = try await conversations()
        for export in before {
            let schedule = try #require(export.tables["schedule"]?.first)
            let done = Int(schedule["inbox_done"]?.int ?? -1)
            #expect(export.tables["inbox"]?.map { $0["number"]?.int } == (1...Int64(count(export, "inbox"))).map { $0 })
            #expect(count(export, "turn") == done && count(export, "history") == 2 * done && count(export, "outbox") == done)
        }
        let present = Set(before.flatMap(heard))
        #expect(present.isSuperset(of: known))
        #expect(present.isDisjoint(with: unknown))

        let worker = try await store.register()
        try await store.accept(known.map { .text("question", id: $0, from: "c\($0.split(separator: "-")[1])") })
        try await store.accept((0..<10).map { .text("afterwards", id: "after-\($0)", from: "c\($0)") })
        while case let leases = try await store.claimAll(for: worker), !leases.isEmpty {
            for lease in leases {
                for message in try await store.load(lease).outbox {
                    try await store.settle(message: message.number, as: .sent(providerID: "\(message.tag)"), under: lease)
                }
                try await answer(lease, on: store)
            }
        }
        let after = try await conversations()
        #expect(after.map(heard).reduce(0) { $0 + $1.count } == present.count + 10)
        for export in after {
            #expect(count(export, "turn") == count(export, "inbox"))
            #expect(export.tables["schedule"]?.first?["outbox_unsettled"] == 0)
        }
    }
}
