/// A stretch of a source file, from `start` up to and without `end`; the two are equal where something is missing.
public struct SourceSpan: Sendable {
    public let file: SourceFile
    public let start: SourcePosition
    public let end: SourcePosition

    public init(file: SourceFile, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = max(start, end)
    }

    /// - Parameter offsets: In Unicode scalars of the file; cut to the file's length.
    public init(file: SourceFile, offsets: Range<Int>) {
        self.init(
            file: file,
            start: file.position(at: offsets.lowerBound),
            end: file.position(at: offsets.upperBound)
        )
    }

    /// In Unicode scalars of the file.
    public var offsets: Range<Int> { start.offset..<end.offset }

    /// The characters of the file in this stretch.
    public var text: Substring { file.text(in: offsets) }

    /// From the start of this span through the end of `other`, which lies in the same file.
    public func joined(with other: SourceSpan) -> SourceSpan {
        SourceSpan(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}

extension SourceSpan: Hashable {
    public static func == (left: SourceSpan, right: SourceSpan) -> Bool {
        left.file.path == right.file.path && left.start == right.start && left.end == right.end
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(file.path)
        hasher.combine(start)
        hasher.combine(end)
    }
}

extension SourceSpan: CustomStringConvertible {
    /// `bots/rental.yaml:42:11`
    public var description: String { "\(file.path):\(start.line):\(start.column)" }
}
