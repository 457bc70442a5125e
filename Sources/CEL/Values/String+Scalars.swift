/// CEL compares and orders text by code point; Swift's `==` and `<` go by canonical equivalence.
extension String {
    package func hasSameScalars(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // Short texts, and copies of one, are the same bit by bit.
        if withUnsafeBytes(of: self, { left in withUnsafeBytes(of: other) { left.hasSameBytes(as: $0) } }) { return true }
        let isSame = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                UnsafeRawBufferPointer(left).hasSameBytes(as: UnsafeRawBufferPointer(right))
            }
        }
        return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Whether the other text stands somewhere in this one, scalar by scalar.
    func containsScalars(of other: String) -> Bool {
        var (text, part) = (self, other)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first else { return true }
                guard part.count <= text.count else { return false }
                return (0...text.count - part.count).contains { start in
                    text[start] == first && text[start..<start + part.count].elementsEqual(part)
                }
            }
        }
    }

    func startsWithScalars(of other: String) -> Bool {
        var (text, part) = (self, other)
        return text.withUTF8 { text in part.withUTF8 { text.prefix($0.count).elementsEqual($0) } }
    }

    func endsWithScalars(of other: String) -> Bool {
        var (text, part) = (self, other)
        return text.withUTF8 { text in part.withUTF8 { text.suffix($0.count).elementsEqual($0) } }
    }

    /// UTF-8 keeps the order of code points.
    func precedesByScalars(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }

    func hashScalars(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }

    init(scalars: some Sequence<Unicode.Scalar>) {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        self.init(text)
    }
}

extension UnsafeRawBufferPointer {
    /// Of one that is as long; eight at a time, for most are the same.
    @inline(__always)
    fileprivate func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place + 8 <= count {
            let (mine, its) = (
                loadUnaligned(fromByteOffset: place, as: UInt64.self), other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            )
            guard mine == its else { return false }
            place += 8
        }
        return self[place...].elementsEqual(other[place...])
    }
}
