/// The text of a `.env` file: one `NAME=value` a line.
///
/// `#` begins a comment, `export` before a name is passed over. In single quotes everything stands for itself; in double quotes
/// `\n`, `\r`, `\t`, `\"`, `\\` and `\$` are escapes. A value without quotes ends before ` #`. Nothing is filled in from other names.
public struct EnvironmentFile: Sendable, Equatable {
    /// A name that is given twice has its last value.
    public private(set) var values: [String: String] = [:]

    /// - Throws: The first line that cannot be read; its text, which may be a secret, is not told.
    public init(parsing text: String) throws(EnvironmentFileError) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            do {
                guard let (name, value) = try EnvironmentFile.assignment(in: line) else { continue }
                values[name] = value
            } catch {
                throw EnvironmentFileError(line: index + 1, reason: error.reason)
            }
        }
    }

    /// These values under those of `environment`, which win where they are not empty.
    public func merged(under environment: [String: String]) -> [String: String] {
        values.merging(environment) { own, real in real.isEmpty ? own : real }
    }

    private struct Unreadable: Error {
        let reason: String
    }

    private static func assignment(in line: Substring) throws(Unreadable) -> (String, String)? {
        var line = line.drop(while: \.isWhitespace)
        guard let first = line.first, first != "#" else { return nil }
        if line.hasPrefix("export"), let after = line.dropFirst("export".count).first, after.isWhitespace {
            line = line.dropFirst("export".count).drop(while: \.isWhitespace)
        }
        guard let equals = line.firstIndex(of: "=") else { throw Unreadable(reason: "NAME=value is expected") }
        let name = line[..<equals].trimmingSpaces
        let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard isName, let initial = name.first, !initial.isNumber else {
            throw Unreadable(reason: "a name holds ASCII letters, digits and '_', and begins with no digit")
        }
        return (String(name), try value(line[line.index(after: equals)...].trimmingSpaces))
    }

    private static func value(_ text: Substring) throws(Unreadable) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            var value = text
            if text.hasPrefix("#") { return "" }
            for place in text.indices where text[place] == "#" && text[text.index(before: place)].isWhitespace {
                value = text[..<place]
                break
            }
            return String(value.trimmingSpaces)
        }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                let tail = rest.trimmingSpaces
                guard tail.isEmpty || tail.hasPrefix("#") else {
                    throw Unreadable(reason: "there is text after the closing quote")
                }
                return value
            }
            guard quote == "\"", character == "\\" else {
                value.append(character)
                continue
            }
            switch rest.popFirst() {
            case "n": value.append("\n")
            case "r": value.append("\r")
            case "t": value.append("\t")
            case let escaped? where "\"\\$".contains(escaped): value.append(escaped)
            case let other?: value += "\\\(other)"
            case nil: throw Unreadable(reason: "the quote is not closed on its line")
            }
        }
        throw Unreadable(reason: "the quote is not closed on its line")
    }
}

public struct EnvironmentFileError: Error, Sendable, Equatable {
    /// From 1.
    public let line: Int
    /// Holds nothing of the line.
    public let reason: String
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
