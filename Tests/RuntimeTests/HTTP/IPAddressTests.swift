import Testing

@testable import Runtime

@Suite("IP addresses")
struct IPAddressTests {
    @Test(
        "addresses of the public internet are public",
        arguments: [
            "8.8.8.8", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.1", "192.167.1.1", "223.255.255.255",
            "2a03:2880:f211:d1:face:b00c:0:699c", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
        ])
    func isPublic(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test(
        "private, shared, loopback, link-local, multicast and reserved ones are not, inside IPv6 either",
        arguments: [
            "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254",
            "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "fe80::1",
            "fe80::1%lo", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2001::1", "3fff::1", "::ffff:10.0.0.1",
            "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::1", "100::1",
        ])
    func isNotPublic(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!address.isPublic)
    }

    @Test("what is not an address is none", arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "::g"])
    func none(text: String) {
        #expect(IPAddress(text) == nil)
    }
}
