/// Where each character of a scalar's text stands in its file.
///
/// libyaml gives one place for a whole scalar; this reads the source between its marks again.
struct ScalarSourceMap: Sendable {
    private let whole: SourceSpan
    /// For each Unicode scalar of the text, the stretch of the file that it comes from; empty when the text was not found again.
    private let origins: [Range<Int>]

    init(of scalar: YAMLScalar) {
        whole = scalar.span
        var scan = ScalarScan(Array(scalar.span.text.unicodeScalars))
        switch scalar.style {
        case .wholeFile: scan.readAll()
        case .plain: scan.readPlain()
        case .singleQuoted: scan.readQuoted(by: "'")
        case .doubleQuoted: scan.readQuoted(by: "\"")
        case .literal: scan.readBlock(isFolded: false, text: scalar.text)
        case .folded: scan.readBlock(isFolded: true, text: scalar.text)
        }
        let start = scalar.span.start.offset
        let isFound = scan.characters.elementsEqual(scalar.text.unicodeScalars)
        origins = isFound ? scan.origins.map { ($0.lowerBound + start)..<($0.upperBound + start) } : []
    }

    /// - Parameter range: In Unicode scalars of the text; cut to its length. An empty one gives an empty span.
    /// - Returns: The whole scalar when its text is not found in the source.
    func span(of range: Range<Int>) -> SourceSpan {
        guard let first = origins.first, let last = origins.last else { return whole }
        let range = range.clamped(to: 0..<origins.count)
        let start = range.lowerBound < origins.count ? origins[range.lowerBound].lowerBound : last.upperBound
        guard !range.isEmpty else { return SourceSpan(file: whole.file, offsets: start..<start) }
        let end = origins[range.upperBound - 1].upperBound
        return SourceSpan(file: whole.file, offsets: max(start, first.lowerBound)..<max(start, end))
    }
}
