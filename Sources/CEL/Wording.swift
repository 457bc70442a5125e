/// A sentence in English and in parts, so that whoever shows it can say it in another language.
///
/// It is written as a text with interpolations: `"no node is named '\(name)'"` has the pattern `no node is named '%1'` and one argument.
/// A wording never becomes a text by being put into one: whoever shows it says in which language.
public struct Wording: Sendable, Hashable, ExpressibleByStringInterpolation {
    public enum Argument: Sendable, Hashable {
        /// The same in every language, such as a name.
        case text(String)
        case wording(Wording)
    }

    /// The sentence, in which `%1` through `%9` are the places of the arguments.
    public let pattern: String
    public let arguments: [Argument]

    public init(stringLiteral text: String) {
        pattern = text
        arguments = []
    }

    public init(stringInterpolation parts: StringInterpolation) {
        pattern = parts.pattern
        arguments = parts.arguments
    }

    /// What is the same in every language, such as the words of a database.
    public init(verbatim text: String) {
        pattern = "%1"
        arguments = [.text(text)]
    }

    public var english: String { text { $0 } }

    /// The patterns of this and of what stands in it.
    public var patterns: [String] {
        [pattern]
            + arguments.flatMap { argument -> [String] in
                if case .wording(let wording) = argument { wording.patterns } else { [] }
            }
    }

    /// - Parameter translated: From a pattern to one with the same arguments, in any order. In it `%1{word|words}` is the first word
    ///   when the argument is 1, and else the second.
    public func text(_ translated: (String) -> String) -> String {
        let texts = arguments.map { argument in
            switch argument {
            case .text(let text): text
            case .wording(let wording): wording.text(translated)
            }
        }
        return Wording.filled(translated(pattern), with: texts)
    }

    private static func filled(_ pattern: String, with texts: [String]) -> String {
        var result = ""
        var rest = pattern[...]
        while let mark = rest.firstIndex(of: "%") {
            result += rest[..<mark]
            rest = rest[mark...]
            guard let number = rest.dropFirst().first?.wholeNumberValue, texts.indices.contains(number - 1) else {
                result.append("%")
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(2)
            let text = texts[number - 1]
            guard rest.first == "{", let end = rest.firstIndex(of: "}") else {
                result += text
                continue
            }
            let forms = rest[..<end].dropFirst().split(separator: "|", omittingEmptySubsequences: false)
            guard forms.count == 2 else {
                result += text
                continue
            }
            result += text == "1" ? forms[0] : forms[1]
            rest = rest[end...].dropFirst()
        }
        return result + rest
    }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var pattern = ""
        fileprivate var arguments: [Argument] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            pattern.reserveCapacity(literalCapacity + 2 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { pattern += literal }

        public mutating func appendInterpolation(_ wording: Wording) { append(.wording(wording)) }

        public mutating func appendInterpolation(_ value: some CustomStringConvertible) { append(.text(value.description)) }

        private mutating func append(_ argument: Argument) {
            // A pattern has nine places; what comes behind them is not moved by a translation.
            guard arguments.count < 9 else {
                switch argument {
                case .text(let text): return pattern += text
                case .wording(let wording): return pattern += wording.english
                }
            }
            arguments.append(argument)
            pattern += "%\(arguments.count)"
        }
    }
}

extension DefaultStringInterpolation {
    @available(*, unavailable, message: "say in which language, as in wording.text(in: language)")
    public mutating func appendInterpolation(_ wording: Wording) {}
}
