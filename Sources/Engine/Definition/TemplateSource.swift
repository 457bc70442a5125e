/// A text that may hold `{{ expressions }}`, before they are looked for.
struct TemplateSource: Sendable, Equatable {
    let scalar: YAMLScalar

    init(_ scalar: YAMLScalar) {
        self.scalar = scalar
    }

    var text: String { scalar.text }

    var span: SourceSpan { scalar.span }
}

/// The text of one expression, before it is parsed.
struct ExpressionSource: Sendable, Equatable {
    let text: String
    let scalar: YAMLScalar
    /// How much of the scalar's text stands before the expression, in Unicode scalars.
    let start: Int
    /// Whether `{{ }}` stood around it, which it does not need.
    let isInBraces: Bool

    init(_ scalar: YAMLScalar) {
        self.scalar = scalar
        let all = Array(scalar.text.unicodeScalars)
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        var inner = all.drop(while: isSpace)
        while let last = inner.last, isSpace(last) { inner.removeLast() }
        isInBraces =
            inner.count >= 4 && inner.prefix(2).elementsEqual("{{".unicodeScalars)
            && inner.suffix(2).elementsEqual("}}".unicodeScalars)
        if isInBraces { inner = inner.dropFirst(2).dropLast(2) }
        start = inner.startIndex
        text = String(String.UnicodeScalarView(inner))
    }

    /// - Parameter range: In Unicode scalars of `text`.
    func span(of range: Range<Int>) -> SourceSpan {
        scalar.span(of: (range.lowerBound + start)..<(range.upperBound + start))
    }

    var span: SourceSpan { span(of: 0..<text.unicodeScalars.count) }
}
