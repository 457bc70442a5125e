extension HTTPClient.Request {
    /// What in the request could change its meaning on the wire; `nil` when nothing does.
    var flaw: String? {
        if method.isEmpty || !method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) {
            return "the method is not a word in upper case"
        }
        if !url.hasPrefix("http://") && !url.hasPrefix("https://") { return "the URL is neither http nor https" }
        if !url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return "the URL holds characters that are not encoded" }
        for header in headers {
            if !header.name.isHeaderName { return "a header's name is not a token" }
            if header.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
                return "the header '\(header.name)' holds a control character"
            }
        }
        return nil
    }
}

extension String {
    private static let headerMarks = Array("!#$%&'*+-.^_`|~".utf8)

    /// Whether this is a token after RFC 9110, section 5.6.2.
    fileprivate var isHeaderName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: String.headerMarks.contains(byte)
                }
            }
    }
}
