/// Reads the fixed forms of times and spans.
struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: letter) else { return false }
        position += 1
        return true
    }

    /// Takes the text when it is all that is left.
    mutating func takeAll(_ text: String) -> Bool {
        guard bytes[position...].elementsEqual(text.utf8) else { return false }
        position = bytes.count
        return true
    }

    /// Exactly so many digits.
    mutating func number(_ count: Int) -> Int? {
        let start = position
        var number = 0
        while position < start + count, let digit { number = number * 10 + digit }
        return position == start + count ? number : nil
    }

    /// One through nine digits after a point, as nanoseconds.
    mutating func fraction() -> Int? {
        let start = position
        var number = 0
        while position < start + 9, let digit { number = number * 10 + digit }
        let count = position - start
        guard count > 0 else { return nil }
        for _ in count..<9 { number *= 10 }
        return number
    }

    /// `Z`, or hours and minutes east of UTC, in seconds.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else {
            return nil
        }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    /// A number and its unit, in nanoseconds.
    mutating func spanPart() -> Int128? {
        var whole: Int128 = 0
        var digits = 0
        while let digit {
            digits += 1
            guard digits < 30 else { return nil }
            whole = whole * 10 + Int128(digit)
        }
        var fraction: Int128 = 0
        var scale: Int128 = 1
        if take(".") {
            while let digit {
                digits += 1
                guard scale < 1_000_000_000_000_000 else { continue }
                fraction = fraction * 10 + Int128(digit)
                scale *= 10
            }
        }
        guard digits > 0, let unit = unit() else { return nil }
        return whole * unit + fraction * unit / scale
    }

    private mutating func unit() -> Int128? {
        if take("h") { return 3_600_000_000_000 }
        if take("s") { return 1_000_000_000 }
        if take("n") { return take("s") ? 1 : nil }
        if take("u") { return take("s") ? 1_000 : nil }
        guard take("m") else { return nil }
        return take("s") ? 1_000_000 : 60_000_000_000
    }

    private var digit: Int? {
        mutating get {
            guard position < bytes.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[position] else { return nil }
            position += 1
            return Int(bytes[position - 1] - UInt8(ascii: "0"))
        }
    }
}
