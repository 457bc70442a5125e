import Glibc

/// The bytes of an IPv4 or IPv6 address in network order.
struct IPAddress: Equatable {
    let bytes: [UInt8]

    /// - Parameter text: Dotted decimal, or IPv6 with an optional zone.
    init?(_ text: String) {
        var address = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &address) == 1 {
            bytes = Array(address[..<4])
        } else if inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &address) == 1 {
            bytes = address
        } else {
            return nil
        }
    }

    /// - Parameter socketAddress: A `sockaddr_in` or a `sockaddr_in6`, as the system lays them out: the family, the port, for IPv6 the
    ///   flow, then the address. `nil` for any other family.
    init?(socketAddress: UnsafeRawBufferPointer) {
        guard socketAddress.count >= 2 else { return nil }
        let family = Int32(socketAddress.loadUnaligned(as: sa_family_t.self))
        if family == AF_INET, socketAddress.count >= 8 {
            bytes = Array(socketAddress[4..<8])
        } else if family == AF_INET6, socketAddress.count >= 24 {
            bytes = Array(socketAddress[8..<24])
        } else {
            return nil
        }
    }

    private init(bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

    /// Whether the address is one of the public internet: not private, shared, loopback, link-local, multicast or reserved.
    ///
    /// An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged by itself.
    /// - SeeAlso: RFC 6890 and the IANA registries of special-purpose addresses.
    var isPublic: Bool {
        if bytes.count == 4 { return !IPAddress.special4.contains { $0.contains(bytes) } }
        if IPAddress.mapped.contains(bytes) || IPAddress.translated.contains(bytes) {
            return IPAddress(bytes: bytes[12...]).isPublic
        }
        if IPAddress.sixToFour.contains(bytes) { return IPAddress(bytes: bytes[2..<6]).isPublic }
        return IPAddress.global.contains(bytes) && !IPAddress.special6.contains { $0.contains(bytes) }
    }

    private struct Block {
        let prefix: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            for place in 0..<(bits + 7) / 8 {
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, bits - place * 8))
                let expected = place < prefix.count ? prefix[place] : 0
                if address[place] & mask != expected & mask { return false }
            }
            return true
        }
    }

    private static let special4: [Block] = [
        Block(prefix: [0], bits: 8), Block(prefix: [10], bits: 8), Block(prefix: [100, 64], bits: 10),
        Block(prefix: [127], bits: 8), Block(prefix: [169, 254], bits: 16), Block(prefix: [172, 16], bits: 12),
        Block(prefix: [192, 0, 0], bits: 24), Block(prefix: [192, 0, 2], bits: 24), Block(prefix: [192, 88, 99], bits: 24),
        Block(prefix: [192, 168], bits: 16), Block(prefix: [198, 18], bits: 15), Block(prefix: [198, 51, 100], bits: 24),
        Block(prefix: [203, 0, 113], bits: 24), Block(prefix: [224], bits: 3),
    ]
    private static let global = Block(prefix: [0x20], bits: 3)
    private static let mapped = Block(prefix: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], bits: 96)
    private static let translated = Block(prefix: [0, 0x64, 0xFF, 0x9B], bits: 96)
    private static let sixToFour = Block(prefix: [0x20, 0x02], bits: 16)
    private static let special6: [Block] = [
        Block(prefix: [0x20, 0x01], bits: 23), Block(prefix: [0x20, 0x01, 0x0D, 0xB8], bits: 32),
        Block(prefix: [0x3F, 0xFF], bits: 20),
    ]
}
