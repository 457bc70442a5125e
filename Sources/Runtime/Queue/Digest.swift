import COpenSSL

enum Digest {
    /// The first 16 bytes of SHA-256.
    static func short(of bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { digest, count in
            var size: UInt32 = 0
            let done = EVP_Digest(bytes, bytes.count, digest.baseAddress, &size, EVP_sha256(), nil)
            precondition(done == 1 && size == 32, "SHA-256 is always there and gives 32 bytes")
            count = 16
        }
    }
}
