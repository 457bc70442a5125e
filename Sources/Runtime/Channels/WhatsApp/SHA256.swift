import COpenSSL

/// SHA-256 digests and their comparison, by OpenSSL.
enum SHA256 {
    static let byteCount = 32

    /// `nil` when OpenSSL refuses, which it does only for want of memory.
    static func digest(of bytes: [UInt8]) -> [UInt8]? {
        var succeeded: Int32 = 0
        let digest = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            guard let target = buffer.baseAddress else { return }
            succeeded = bytes.withUnsafeBytes { trama_sha256($0.baseAddress, $0.count, target) }
            count = succeeded == 1 ? byteCount : 0
        }
        return succeeded == 1 ? digest : nil
    }

    /// In a time that tells nothing of where two digests differ.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
