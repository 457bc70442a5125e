/// The lines of a file with what is to become of each.
struct LineLayout {
    private let file: SourceFile
    private var lines: [Line]
    /// In Unicode scalars of the file.
    private var quotes: [Range<Int>] = []

    /// Columns count from 0.
    private struct Column: Equatable {
        let old: Int
        let new: Int
    }

    private struct Line {
        let text: [Unicode.Scalar]
        let start: Int
        /// The blocks that are open at its first word, the outermost first; `nil` for a line that no entry of a block begins.
        var blocks: [Column]?
        /// Those that are open at its end.
        var open: [Column]?
        /// How far a line moves that goes on with what began above it.
        var shift: Int?
        /// Within a text of several lines: nothing but its indentation is touched.
        var isText = false
        /// Where `-` and the spaces behind it stand, when more than one space does.
        var gaps: [Range<Int>] = []

        var indent: Int { text.prefix { $0 == " " }.count }
        var isBlank: Bool { text.allSatisfy { $0 == " " || $0 == "\t" } }
        var isComment: Bool { text.drop { $0 == " " || $0 == "\t" }.first == "#" }
    }

    init(_ file: SourceFile, root: YAMLNode) {
        self.file = file
        lines = (1...max(file.lineCount, 1)).map { number in
            Line(text: Array(file.line(number).unicodeScalars), start: file.start(ofLine: number))
        }
        var seen: Set<SourceSpan> = []
        visit(root, blocks: [], wanted: 0, &seen)
    }

    /// Puts a plain text into quotes.
    mutating func quote(_ span: SourceSpan) { quotes.append(span.offsets) }

    // MARK: What stands where

    /// - Parameter wanted: The column of a block that begins here.
    private mutating func visit(_ node: YAMLNode, blocks: [Column], wanted: Int, _ seen: inout Set<SourceSpan>) {
        guard !node.span.offsets.isEmpty, seen.insert(node.span).inserted else { return }
        if node.isBlock, let column = node.blockColumn {
            let blocks = blocks + [Column(old: column, new: wanted)]
            switch node {
            case .mapping(let mapping):
                for entry in mapping.entries {
                    begin(entry.key.span, blocks)
                    hold(entry.key.span, blocks)
                    visit(entry.value, blocks: blocks, wanted: wanted + 2, &seen)
                }
            case .sequence(let sequence):
                var from = sequence.span.start
                for element in sequence.elements {
                    let dash = dash(before: element, from: from, column)
                    if let dash { begin(dash, blocks, isDash: true) }
                    from = element.span.end
                    visit(element, blocks: blocks, wanted: wanted + 2, &seen)
                }
            case .scalar: break
            }
        } else {
            hold(node.span, blocks, isText: node.scalar != nil)
            if node.scalar == nil { holdTexts(in: node) }
        }
    }

    /// An entry begins: its line gets the indentation of its block.
    private mutating func begin(_ span: SourceSpan, _ blocks: [Column], isDash: Bool = false) {
        let place = span.start.line - 1
        guard lines.indices.contains(place) else { return }
        let column = span.start.column - 1
        let isFirst = lines[place].text.prefix(column).allSatisfy { $0 == " " }
        if isFirst { lines[place].blocks = blocks }
        lines[place].open = blocks
        guard isDash else { return }
        let spaces = lines[place].text.dropFirst(column + 1).prefix { $0 == " " }.count
        let next = lines[place].text.dropFirst(column + 1 + spaces).first
        if spaces > 1, let next, next != "#" { lines[place].gaps.append((column + 2)..<(column + 1 + spaces)) }
    }

    /// The lines that a value goes over move with the block that it stands in.
    private mutating func hold(_ span: SourceSpan, _ blocks: [Column], isText: Bool = false) {
        guard span.end.line > span.start.line, isText || !blocks.isEmpty else { return }
        for place in span.start.line..<span.end.line where lines.indices.contains(place) {
            // A block text ends at the start of the line behind it.
            if place == span.end.line - 1, span.end.column == 1 { continue }
            if let block = blocks.last { lines[place].shift = block.new - block.old }
            lines[place].isText = isText
        }
        if isText { lines[span.start.line - 1].isText = lines[span.start.line - 1].isText || !file.isBlockText(span) }
    }

    /// Marks the texts of several lines in a list or mapping in brackets.
    private mutating func holdTexts(in node: YAMLNode) {
        switch node {
        case .scalar(let scalar): hold(scalar.span, [], isText: true)
        case .sequence(let sequence): for element in sequence.elements { holdTexts(in: element) }
        case .mapping(let mapping): for entry in mapping.entries { holdTexts(in: entry.value) }
        }
    }

    /// The `-` of an element, which its span does not hold: before it are nothing but spaces and the `-` of lists around.
    private func dash(before element: YAMLNode, from start: SourcePosition, _ column: Int) -> SourceSpan? {
        let last = min(element.span.start.line, lines.count)
        guard start.line <= last else { return nil }
        for number in (start.line...last).reversed() {
            let line = lines[number - 1]
            let before = line.text.prefix(column)
            guard column < line.text.count, line.text[column] == "-", before.allSatisfy({ $0 == " " || $0 == "-" }) else {
                continue
            }
            let follower = column + 1 < line.text.count ? line.text[column + 1] : " "
            guard follower == " " || follower == "\t" else { continue }
            return SourceSpan(file: file, offsets: (line.start + column)..<(line.start + column + 1))
        }
        return nil
    }

    // MARK: Writing

    var text: String {
        var kept: [(text: String, isText: Bool)] = []
        for (place, line) in lines.enumerated() {
            let isEmpty = line.isBlank && !line.isText
            if isEmpty, kept.last.map({ $0.text.isEmpty && !$0.isText }) ?? true { continue }
            kept.append((isEmpty ? "" : written(line, at: place), line.isText))
        }
        while let last = kept.last, last.text.isEmpty, !last.isText { kept.removeLast() }
        // A text that ends with the file would get a line break more.
        let endsInText = lines.last?.isText ?? false
        return kept.map(\.text).joined(separator: "\n") + (endsInText || kept.isEmpty ? "" : "\n")
    }

    private func written(_ line: Line, at place: Int) -> String {
        var indent = line.indent
        if let blocks = line.blocks, let block = blocks.last(where: { $0.old == line.indent }) {
            indent = block.new
        } else if let shift = line.shift {
            indent = max(indent + shift, 0)
        } else if line.isComment {
            indent = indentation(ofComment: line.indent, at: place)
        }
        var rest: [Unicode.Scalar] = []
        var skipped = line.indent
        let edits = line.gaps.map { ($0, false) } + quotes(in: line).map { ($0, true) }
        for (range, isQuote) in edits.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
            guard range.lowerBound >= skipped, range.upperBound <= line.text.count else { continue }
            rest += line.text[skipped..<range.lowerBound]
            if isQuote { rest += ["\""] + line.text[range] + ["\""] }
            skipped = range.upperBound
        }
        rest += line.text[skipped...]
        if !line.isText { while let last = rest.last, last == " " || last == "\t" { rest.removeLast() } }
        return String(repeating: " ", count: indent) + String(String.UnicodeScalarView(rest))
    }

    private func quotes(in line: Line) -> [Range<Int>] {
        let end = line.start + line.text.count
        return quotes.filter { $0.lowerBound >= line.start && $0.upperBound <= end }.map {
            ($0.lowerBound - line.start)..<($0.upperBound - line.start)
        }
    }

    /// A comment goes with the entry below it when both stand in one column, else with the block above it whose column it has.
    private func indentation(ofComment column: Int, at place: Int) -> Int {
        let next = lines[(place + 1)...].first { $0.blocks != nil }
        let above = lines[..<place].last { $0.open != nil }?.open ?? []
        if let next, next.indent == column, let block = next.blocks?.last(where: { $0.old == column }) { return block.new }
        let candidates = above.reversed() + (next?.blocks ?? []).reversed()
        if let same = candidates.first(where: { $0.old == column }) { return same.new }
        let under = candidates.filter { $0.old <= column }
        return under.max { $0.old < $1.old }?.new ?? 0
    }
}

extension YAMLNode {
    /// Whether it is a list or mapping without brackets.
    fileprivate var isBlock: Bool {
        scalar == nil && !["{", "["].contains(span.file.text(in: span.start.offset..<(span.start.offset + 1)))
    }

    /// From 0: of the first key or the first `-`.
    fileprivate var blockColumn: Int? {
        switch self {
        case .mapping(let mapping): mapping.entries.first.map { $0.key.span.start.column - 1 }
        case .sequence(let sequence): sequence.elements.isEmpty ? nil : sequence.span.start.column - 1
        case .scalar: nil
        }
    }
}

extension SourceFile {
    fileprivate func isBlockText(_ span: SourceSpan) -> Bool {
        ["|", ">"].contains(text(in: span.start.offset..<(span.start.offset + 1)))
    }
}
