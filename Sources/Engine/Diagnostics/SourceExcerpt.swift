/// The line of a span, and the mark that goes under it.
struct SourceExcerpt {
    /// A tab is one space here, and what cannot be shown is U+FFFD; cut to `width` around the span's start.
    let line: String
    /// `^` under the first character, `~` under the others of the span on this line.
    let underline: String

    /// Numbered, with a line above that separates it from what it belongs to.
    ///
    /// - Returns: With the margin that lines below it begin with.
    func numbered(_ number: Int) -> (lines: [String], margin: String) {
        let margin = String(repeating: " ", count: String(number).count)
        return (["\(margin) |", line.isEmpty ? "\(number) |" : "\(number) | \(line)", "\(margin) | \(underline)"], margin)
    }

    /// In columns of a terminal.
    static let width = 120

    /// - Parameter hidden: Stretches that are shown as `*`.
    init(of span: SourceSpan, hiding hidden: [SourceSpan] = []) {
        var scalars = Array(span.file.line(span.start.line).unicodeScalars)
        let lineStart = span.start.offset - (span.start.column - 1)
        for secret in hidden {
            let columns = max(secret.start.offset - lineStart, 0)..<max(secret.end.offset - lineStart, 0)
            for column in columns.clamped(to: scalars.indices) { scalars[column] = "*" }
        }
        let start = min(span.start.column - 1, scalars.count)
        let end = span.end.line == span.start.line ? min(span.end.column - 1, scalars.count) : scalars.count
        let window = SourceExcerpt.window(of: scalars.count, around: start)

        var line = String.UnicodeScalarView()
        if window.lowerBound > 0 { line.append("…") }
        line.append(contentsOf: scalars[window].map(SourceExcerpt.shown))
        if window.upperBound < scalars.count { line.append("…") }
        self.line = String(line)

        let indent = (window.lowerBound > 0 ? 1 : 0) + SourceExcerpt.columns(of: scalars[window.lowerBound..<start])
        let marked = SourceExcerpt.columns(of: scalars[start..<min(max(end, start), max(window.upperBound, start))])
        underline = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: max(marked - 1, 0))
    }

    private static func window(of count: Int, around start: Int) -> Range<Int> {
        guard count > width else { return 0..<count }
        let from = min(max(start - width / 3, 0), count - width)
        return from..<(from + width)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\t" ? " " : "\u{FFFD}"
        case .format where scalar != "\u{200D}": "\u{FFFD}"
        default: scalar
        }
    }

    /// How wide a terminal shows the characters, near enough for a mark below them.
    private static func columns(of scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { total, scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: total
            default: total + (isWide(scalar) ? 2 : scalar == "\u{200D}" ? 0 : 1)
            }
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}
