extension JSON {
    /// Compact JSON text; doubles as shortly as possible, without an exponent unless they are huge or tiny, NaN and infinity as null.
    public var text: String {
        String(decoding: encoded(), as: UTF8.self)
    }

    /// `text` as UTF-8.
    public func encoded() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(256)
        write(to: &output)
        return output
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
        case .int(let number): output.append(contentsOf: String(number).utf8)
        case .double(let number): output.append(contentsOf: JSON.text(of: number).utf8)
        case .string(let text): JSON.write(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                element.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (place, member) in object.members.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                JSON.write(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        let isPlain = number == 0 || (1e-15..<1e15).contains(number.magnitude)
        return isPlain ? number.plainDecimal ?? "null" : "\(number)"
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let place = firstEscaped(in: bytes, from: start)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
                if place < bytes.count { writeEscaped(bytes[place], to: &output) }
                start = place + 1
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func writeEscaped(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            output.append(UInt8(ascii: "\\"))
            output.append(byte)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        default:
            output.append(contentsOf: "\\u00".utf8)
            let digits = String(byte, radix: 16)
            if digits.utf8.count < 2 { output.append(UInt8(ascii: "0")) }
            output.append(contentsOf: digits.utf8)
        }
    }

    /// Passes over eight bytes at a time as long as none of them is escaped.
    ///
    /// - Returns: The count of the bytes when none is.
    private static func firstEscaped(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var place = start
        while place + 8 <= bytes.count, !mayEscape(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { place += 8 }
        while place < bytes.count, !isEscaped(bytes[place]) { place += 1 }
        return place
    }

    /// Whether one of eight bytes is escaped.
    ///
    /// - SeeAlso: Henry S. Warren, "Hacker's Delight", section 6-1, "Find First 0-Byte".
    private static func mayEscape(_ eight: UInt64) -> Bool {
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        func hasZero(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes & highs }
        let quote = hasZero(eight ^ (ones &* 0x22))
        let backslash = hasZero(eight ^ (ones &* 0x5C))
        let delete = hasZero(eight ^ (ones &* 0x7F))
        let control = (eight &- ones &* 0x20) & ~eight & highs
        return quote | backslash | delete | control != 0
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }
}
