/// `file:` addresses and the paths that they stand for.
enum DocumentURI {
    static func path(of uri: String) -> String? {
        guard uri.hasPrefix("file://") else { return nil }
        let rest = uri.dropFirst("file://".count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        var bytes: [UInt8] = []
        var input = Array(rest[slash...].utf8)[...]
        while let byte = input.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard input.count >= 2, let code = UInt8(String(decoding: input.prefix(2), as: UTF8.self), radix: 16), code != 0
            else {
                return nil
            }
            bytes.append(code)
            input = input.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    static func uri(of path: String) -> String {
        var uri = "file://"
        for byte in path.utf8 {
            let isPlain =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/-._~".utf8.contains(byte)
            if isPlain {
                uri.append(Character(Unicode.Scalar(byte)))
            } else {
                let code = String(byte, radix: 16, uppercase: true)
                uri += "%" + (code.count == 1 ? "0" + code : code)
            }
        }
        return uri
    }
}
