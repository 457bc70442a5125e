import Engine

/// How a client counts the characters of a line.
enum PositionEncoding: String {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"

    func width(of scalar: Unicode.Scalar) -> Int {
        switch self {
        case .utf8: UTF8.width(scalar)
        case .utf16: UTF16.width(scalar)
        case .utf32: 1
        }
    }
}

extension SourceFile {
    /// In Unicode scalars; a place past the end of its line is that end.
    func offset(of position: JSON?, _ encoding: PositionEncoding) -> Int? {
        guard let line = position?["line"]?.int, let character = position?["character"]?.int, line >= 0, character >= 0 else {
            return nil
        }
        guard line < lineCount else { return end.offset }
        var left = character
        var offset = start(ofLine: Int(line) + 1)
        for scalar in self.line(Int(line) + 1).unicodeScalars {
            guard left > 0 else { break }
            left -= Int64(encoding.width(of: scalar))
            offset += 1
        }
        return offset
    }

    func position(of place: SourcePosition, _ encoding: PositionEncoding) -> JSON {
        let before = line(place.line).unicodeScalars.prefix(place.column - 1)
        let character = before.reduce(0) { $0 + encoding.width(of: $1) }
        return ["line": .int(Int64(place.line - 1)), "character": .int(Int64(character))]
    }
}

extension SourceSpan {
    func range(_ encoding: PositionEncoding) -> JSON {
        ["start": file.position(of: start, encoding), "end": file.position(of: end, encoding)]
    }
}
