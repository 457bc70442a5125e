import CEL

/// A text of the operator's: literal, with parts that come from the environment when the bot is loaded.
///
/// `${NAME}` is a variable that must be set, `${NAME:-default}` one that need not be.
public struct Setting: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case literal(String)
        case variable(String, default: String?)
    }

    public let parts: [Part]
    public let span: SourceSpan

    /// A setting that no variable changes.
    init(_ text: String, at span: SourceSpan) {
        parts = [.literal(text)]
        self.span = span
    }

    /// - Throws: What is wrong with a `${`, with its place.
    init(_ scalar: YAMLScalar) throws(Malformed) {
        let scalars = Array(scalar.text.unicodeScalars)
        var parts: [Part] = []
        var literal = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "$", index + 1 < scalars.count, scalars[index + 1] == "{" else {
                literal.append(scalars[index])
                index += 1
                continue
            }
            guard let end = scalars[index...].firstIndex(of: "}") else {
                throw Malformed(span: scalar.span(of: index..<scalars.count))
            }
            guard let part = Setting.variable(scalars[(index + 2)..<end]) else {
                throw Malformed(span: scalar.span(of: index..<(end + 1)))
            }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            literal = String.UnicodeScalarView()
            parts.append(part)
            index = end + 1
        }
        if !literal.isEmpty || parts.isEmpty { parts.append(.literal(String(literal))) }
        self.parts = parts
        span = scalar.span
    }

    struct Malformed: Error {
        let span: SourceSpan
    }

    /// The variables without which the setting has no value.
    public var requiredVariables: [String] {
        parts.compactMap { part in
            if case .variable(let name, default: nil) = part { name } else { nil }
        }
    }

    /// - Parameter environment: `nil` for a variable that is not set; an empty one counts as not set where it has a default.
    /// - Returns: `nil` when a required variable is not set.
    public func value(in environment: (String) -> String?) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .literal(let text):
                result += text
            case .variable(let name, let fallback?):
                let value = environment(name) ?? ""
                result += value.isEmpty ? fallback : value
            case .variable(let name, default: nil):
                guard let value = environment(name) else { return nil }
                result += value
            }
        }
        return result
    }

    private static func variable(_ scalars: ArraySlice<Unicode.Scalar>) -> Part? {
        let text = String(String.UnicodeScalarView(scalars))
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard let first = name.first, !first.isNumber else { return nil }
        let rest = text.dropFirst(name.count)
        if rest.isEmpty { return .variable(String(name), default: nil) }
        return rest.hasPrefix(":-") ? .variable(String(name), default: String(rest.dropFirst(2))) : nil
    }
}

extension Shape where Value == Setting {
    static var setting: Shape<Setting> {
        let words: Wording = "a text, which may hold '${NAME}' or '${NAME:-default}'"
        return Shape(words, .scalar, .scalar) { (node, diagnostics) throws(Unreadable) in
            let scalar = try node.uncut(words, &diagnostics)
            do throws(Setting.Malformed) {
                return try Setting(scalar)
            } catch {
                throw diagnostics.refuse(.malformedSetting(at: error.span))
            }
        }
    }
}
