import CEL

/// Reads a type from one text.
struct TypeParser {
    /// What is expected where, in Unicode scalars of the text.
    struct Failure: Error {
        let expected: Wording
        let range: Range<Int>
    }

    private static let depth = 16

    private let scalar: YAMLScalar
    private let scalars: [Unicode.Scalar]
    private var index = 0

    static func parse(_ scalar: YAMLScalar) throws(Failure) -> TypeExpression {
        var parser = TypeParser(scalar)
        let type = try parser.type(depth: 0)
        parser.skipSpaces()
        guard parser.index == parser.scalars.count else { throw parser.failure("the end of the type") }
        return type
    }

    private init(_ scalar: YAMLScalar) {
        self.scalar = scalar
        scalars = Array(scalar.text.unicodeScalars)
    }

    private mutating func type(depth: Int) throws(Failure) -> TypeExpression {
        guard depth < TypeParser.depth else { throw failure("at most \(TypeParser.depth) types inside one another") }
        skipSpaces()
        let plain = take("{") ? try object(depth: depth) : try named(depth: depth)
        skipSpaces()
        return take("?") ? .optional(plain) : plain
    }

    private mutating func named(depth: Int) throws(Failure) -> TypeExpression {
        let name = try self.name("the name of a type")
        if name.value == "list" || name.value == "map" {
            try expect("(")
            let element = try type(depth: depth + 1)
            try expect(")")
            return name.value == "list" ? .list(element) : .map(element)
        }
        if take(".") {
            let member = try self.name("'output'")
            guard member.value == "output" else {
                throw Failure(expected: "'output' after the name of a tool", range: range(of: member))
            }
            return .output(tool: name)
        }
        return TypeExpression.simple.first { $0.name == name.value }?.type ?? .named(name)
    }

    private mutating func object(depth: Int) throws(Failure) -> TypeExpression {
        var fields: [TypeExpression.ObjectField] = []
        skipSpaces()
        while !take("}") {
            skipSpaces()
            let name = try self.name("the name of a field")
            try expect(":")
            fields.append(TypeExpression.ObjectField(name: name, type: try type(depth: depth + 1)))
            skipSpaces()
            guard take(",") || index < scalars.count && scalars[index] == "}" else { throw failure("',' or '}'") }
        }
        return .object(fields)
    }

    private mutating func name(_ expected: Wording) throws(Failure) -> Located<String> {
        skipSpaces()
        let start = index
        while index < scalars.count, scalars[index].isASCII,
            scalars[index].properties.isAlphabetic || isDigitOrLine(scalars[index])
        {
            index += 1
        }
        guard index > start else { throw failure(expected) }
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        return Located(text, at: scalar.span(of: start..<index))
    }

    private func isDigitOrLine(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || ("0"..."9").contains(scalar) }

    private func range(of name: Located<String>) -> Range<Int> { (index - name.value.unicodeScalars.count)..<index }

    private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
        skipSpaces()
        guard take(character) else { throw failure("'\(character)'") }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < scalars.count, scalars[index] == character else { return false }
        index += 1
        return true
    }

    private mutating func skipSpaces() {
        while index < scalars.count, scalars[index] == " " { index += 1 }
    }

    private func failure(_ expected: Wording) -> Failure {
        Failure(expected: expected, range: index..<min(index + 1, scalars.count))
    }
}
