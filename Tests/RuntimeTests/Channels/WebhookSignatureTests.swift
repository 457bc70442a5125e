import Engine
import Runtime
import Testing

@Suite("Webhook signature")
struct WebhookSignatureTests {
    /// RFC 4231, test case 2.
    private let secret = Secret("Jefe")
    private let body = Array("what do ya want for nothing?".utf8)
    private let digits = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

    @Test("the header that was made with the secret is valid, in either case of its digits")
    func valid() throws {
        let signature = try #require(WebhookSignature(appSecret: secret))
        #expect(signature.isValid("sha256=" + digits, for: body))
        #expect(signature.isValid("sha256=" + digits.uppercased(), for: body))
    }

    @Test("the same signature checks many bodies, one after another and at once")
    func reused() async throws {
        let signature = try #require(WebhookSignature(appSecret: secret))
        let (header, body) = ("sha256=" + digits, body)
        let valid = await withTaskGroup(of: Bool.self) { group in
            for place in 0..<200 {
                group.addTask { signature.isValid(header, for: place.isMultiple(of: 2) ? body : body + [0]) }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(valid == 100)
    }

    @Test(
        "any other header is not valid",
        arguments: [
            "", "sha256=", "sha1=5bdcc146bf60754e6a042426089575c75a003f08",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844",
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38",
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384g",
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843 ",
        ])
    func wrong(header: String) throws {
        let signature = try #require(WebhookSignature(appSecret: secret))
        #expect(!signature.isValid(header, for: body))
    }

    @Test("another secret makes another signature, and an empty one none")
    func secrets() throws {
        #expect(try #require(WebhookSignature(appSecret: Secret("jefe"))).isValid("sha256=" + digits, for: body) == false)
        #expect(WebhookSignature(appSecret: Secret("")) == nil)
    }

    @Test("an empty body has a signature of its own")
    func emptyBody() throws {
        let signature = try #require(WebhookSignature(appSecret: Secret("key")))
        let header = "sha256=5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0"
        #expect(signature.isValid(header, for: []))
    }
}

@Suite("Verify token")
struct VerifyTokenTests {
    @Test("only the same token matches", arguments: [("abc", true), ("abd", false), ("ab", false), ("abcd", false), ("", false)])
    func matches(given: String, expected: Bool) {
        #expect(VerifyToken(Secret("abc")).matches(given) == expected)
    }

    @Test("an empty token matches nothing")
    func empty() {
        #expect(!VerifyToken(Secret("")).matches(""))
    }
}
