/// The text of one file of a bot, and where its lines begin.
///
/// A class for its identity: every span of the file refers to this one value, which never changes.
public final class SourceFile: Sendable {
    /// As it is shown to people, with `/` between folders.
    public let path: String
    public let text: String
    /// The first bytes that are no UTF-8; in `text` U+FFFD stands for them.
    public let invalidEncoding: Range<Int>?
    private let lines: [LineStart]
    private let scalarCount: Int

    private struct LineStart {
        let byte: Int
        let scalar: Int
    }

    public convenience init(path: String, text: String) {
        self.init(path: path, utf8: Array(text.utf8))
    }

    /// - Parameter utf8: The file's bytes; a byte order mark at the front is left out of `text`.
    public init(path: String, utf8: [UInt8]) {
        self.path = path
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = utf8.starts(with: mark) ? utf8[mark.count...] : utf8[...]
        let valid = String(validating: bytes, as: UTF8.self)
        let decoded = valid ?? String(decoding: bytes, as: UTF8.self)
        text = decoded
        var table = LineTable()
        for scalar in decoded.unicodeScalars { table.append(scalar) }
        lines = table.lines
        scalarCount = table.scalars
        invalidEncoding = valid == nil ? SourceFile.firstInvalid(in: bytes) : nil
    }

    /// How many lines there are; a text that ends with a line break has an empty last one.
    public var lineCount: Int { lines.count }

    /// Where a line begins, in Unicode scalars from the start of the file; the end of the file for a line that is not there.
    ///
    /// - Parameter number: From 1.
    public func start(ofLine number: Int) -> Int {
        lines.indices.contains(number - 1) ? lines[number - 1].scalar : scalarCount
    }

    /// Past the last character.
    public var end: SourcePosition { position(at: scalarCount) }

    /// - Parameter offset: In Unicode scalars; cut to the file's length.
    public func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), scalarCount)
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].scalar <= offset { low = middle } else { high = middle }
        }
        return SourcePosition(line: low + 1, column: offset - lines[low].scalar + 1, offset: offset)
    }

    /// The text of a line without its line break; empty for a line that is not there.
    ///
    /// - Parameter number: From 1.
    public func line(_ number: Int) -> Substring {
        guard lines.indices.contains(number - 1) else { return "" }
        let rest = text.utf8[index(ofLine: number - 1)...]
        let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
        return text[rest.startIndex..<end]
    }

    /// - Parameter offsets: In Unicode scalars; cut to the file's length.
    public func text(in offsets: Range<Int>) -> Substring {
        let start = index(at: offsets.lowerBound)
        let count = min(offsets.upperBound, scalarCount) - max(offsets.lowerBound, 0)
        let end = text.unicodeScalars.index(start, offsetBy: max(count, 0), limitedBy: text.endIndex)
        return text[start..<(end ?? text.endIndex)]
    }

    private func index(at offset: Int) -> String.Index {
        let place = position(at: offset)
        let start = index(ofLine: place.line - 1)
        return text.unicodeScalars.index(start, offsetBy: place.column - 1, limitedBy: text.endIndex) ?? text.endIndex
    }

    private func index(ofLine line: Int) -> String.Index {
        text.utf8.index(text.startIndex, offsetBy: lines[line].byte, limitedBy: text.endIndex) ?? text.endIndex
    }

    private struct LineTable {
        private(set) var lines = [LineStart(byte: 0, scalar: 0)]
        private(set) var scalars = 0
        private var bytes = 0
        private var afterReturn = false

        mutating func append(_ scalar: Unicode.Scalar) {
            scalars += 1
            bytes += UTF8.width(scalar)
            if scalar == "\n" && afterReturn {
                lines[lines.count - 1] = LineStart(byte: bytes, scalar: scalars)
            } else if scalar == "\n" || scalar == "\r" {
                lines.append(LineStart(byte: bytes, scalar: scalars))
            }
            afterReturn = scalar == "\r"
        }
    }

    private static func firstInvalid(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var scalars = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue: scalars += 1
            case .emptyInput: return nil
            case .error: return scalars..<(scalars + 1)
            }
        }
    }
}
