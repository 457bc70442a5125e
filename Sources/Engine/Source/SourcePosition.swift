/// A place between two characters of a source file.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// From 1. Lines end at LF, CR or CR LF.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    /// From 0, in Unicode scalars from the start of the file.
    public let offset: Int

    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        left.offset < right.offset
    }
}
