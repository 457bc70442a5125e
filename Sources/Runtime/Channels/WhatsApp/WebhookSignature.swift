import COpenSSL
public import Engine

/// Checks `X-Hub-Signature-256`: HMAC-SHA256 of the raw body, keyed with the app secret.
///
/// The body is what was on the wire, before any decoding: Meta signs the escaped form that it sends.
/// - SeeAlso: Meta, Graph API Webhooks, "Validating Payloads".
public struct WebhookSignature: Sendable {
    private let key: Key

    /// `nil` when the secret is empty, since anybody could sign with that, or OpenSSL has no HMAC-SHA256.
    public init?(appSecret: Secret) {
        guard !appSecret.revealed.isEmpty, let key = Key(Array(appSecret.revealed.utf8)) else { return nil }
        self.key = key
    }

    /// - Parameter header: `sha256=` and 64 hexadecimal digits; anything else is not valid.
    public func isValid(_ header: String, for body: [UInt8]) -> Bool {
        guard let claimed = WebhookSignature.digest(in: header), let actual = key.digest(of: body) else { return false }
        return SHA256.areEqual(claimed, actual)
    }

    /// The header that belongs with `body`; `nil` when OpenSSL has no memory for it.
    func header(for body: [UInt8]) -> String? {
        guard let digest = key.digest(of: body) else { return nil }
        return "sha256=" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func digest(in header: String) -> [UInt8]? {
        let prefix = "sha256="
        let digits = Array(header.utf8.dropFirst(prefix.utf8.count))
        guard header.utf8.starts(with: prefix.utf8), digits.count == 2 * SHA256.byteCount else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[place]), let low = value(of: digits[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension WebhookSignature {
    /// Owns an OpenSSL context that holds the key.
    ///
    /// `@unchecked Sendable`: the context is never changed after `init`; each message is hashed in a duplicate of it.
    private final class Key: @unchecked Sendable {
        private let context: OpaquePointer

        init?(_ key: [UInt8]) {
            guard let context = trama_hmac_sha256(key, key.count) else { return nil }
            self.context = context
        }

        deinit { EVP_MAC_CTX_free(context) }

        func digest(of message: [UInt8]) -> [UInt8]? {
            guard let copy = EVP_MAC_CTX_dup(context) else { return nil }
            defer { EVP_MAC_CTX_free(copy) }
            guard EVP_MAC_update(copy, message, message.count) == 1 else { return nil }
            var written = 0
            let digest = [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { buffer, count in
                guard EVP_MAC_final(copy, buffer.baseAddress, &written, buffer.count) == 1 else { return }
                count = written
            }
            return digest.count == SHA256.byteCount ? digest : nil
        }
    }
}
