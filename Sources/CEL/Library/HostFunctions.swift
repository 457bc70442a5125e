/// Functions of the host profile that need no locale.
enum HostFunctions {
    static let all: [Function] = [
        text("fold") { $0.folded },
        text("upper") { $0.uppercased() },
        text("lower") { $0.lowercased() },
        text("trim") { $0.trimmed },
    ]

    private static func text(_ name: String, _ change: @escaping @Sendable (String) -> String) -> Function {
        Function(name, [Overload([.string], .string)]) { arguments throws(EvaluationError) in
            .string(change(try arguments.text(0)))
        }
    }
}

extension String {
    /// In lower case and without accents, for comparing what people type: `fold('Não') == 'nao'`.
    var folded: String {
        var folded = UnicodeScalarView()
        for scalar in lowercased().unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
            folded.append(scalar.isASCII ? scalar : scalar.withoutAccent)
        }
        return String(folded)
    }

    /// Without the white space of Unicode at both ends.
    var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(scalars[...last])
    }
}

extension Unicode.Scalar {
    /// The plain letter of an accented Latin one, by its name in Unicode: 'LATIN SMALL LETTER A WITH TILDE' is an 'a'.
    fileprivate var withoutAccent: Unicode.Scalar {
        let opening = "LATIN SMALL LETTER "
        guard let name = properties.name, name.hasPrefix(opening) else { return self }
        let rest = name.unicodeScalars.dropFirst(opening.unicodeScalars.count)
        guard let letter = rest.first, rest.dropFirst().starts(with: " WITH ".unicodeScalars) else { return self }
        return Unicode.Scalar(letter.value + 0x20) ?? self
    }
}
