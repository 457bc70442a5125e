import Glibc
import Testing

@testable import Runtime

/// Clients that connect one after another, say nothing, and hold on to what they have. A class for its identity.
private final class SilentClients: Sendable {
    private let sockets = Locked<[Int32]>([])
    private let isEnough = Locked(false)

    /// Goes on until nobody listens at the port.
    func connect(to port: Int) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
        while !isEnough.withLock({ $0 }), sockets.withLock({ $0.count }) < 400 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else {
                close(descriptor)
                return
            }
            sockets.withLock { $0.append(descriptor) }
        }
    }

    func leave() {
        isEnough.withLock { $0 = true }
        for descriptor in sockets.withLock({ $0 }) { close(descriptor) }
    }
}

@Suite("stopping a server", .timeLimit(.minutes(1)))
struct StoppingTests {
    @Test("it stops at once though clients connect until the end and hold on", arguments: 1...20)
    func silentClients(round: Int) async throws {
        let clients = SilentClients()
        defer { clients.leave() }
        let begun = Locked<ContinuousClock.Instant?>(nil)
        try await TestServer.serving({ _, _ in TestServer.Answer() }) { server in
            #expect(NativeThread.start { clients.connect(to: server.port) })
            try await Task.sleep(for: .milliseconds(5))
            begun.withLock { $0 = .now }
        }
        let begin = try #require(begun.withLock { $0 })
        #expect(ContinuousClock.now - begin < .seconds(4), "it was cut off at its limit of 5 s")
    }
}
