/// One SQL statement whose values are named places `:name`, outside of quotes, comments and `::` casts.
public struct SQLStatement: Sendable, Hashable {
    private let pieces: [String]
    private let places: [Int]
    /// The distinct names in the order of their first use.
    public let names: [String]

    public init(_ text: String) {
        var scanner = Scanner(scalars: Array(text.unicodeScalars))
        scanner.run()
        pieces = scanner.pieces
        places = scanner.places
        names = scanner.names
    }

    /// The statement with each place written by `placeholder`, which is given the name's number, from 1.
    public func text(placeholder: (Int) -> String) -> String {
        var text = pieces[0]
        for (place, piece) in zip(places, pieces.dropFirst()) { text += placeholder(place + 1) + piece }
        return text
    }

    private struct Scanner {
        let scalars: [Unicode.Scalar]
        var pieces: [String] = []
        var places: [Int] = []
        var names: [String] = []
        private var piece = String.UnicodeScalarView()
        private var at = 0

        init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

        mutating func run() {
            while let scalar = peek(0) {
                switch (scalar, peek(1)) {
                case ("'", _), ("\"", _): copyQuoted(scalar)
                case ("-", "-"): copy(through: "\n")
                case ("/", "*"): copyBlockComment()
                case (":", ":"): copy(2)
                case (":", let first?) where Scanner.isNameStart(first): takePlace()
                default: copy(1)
                }
            }
            pieces.append(String(piece))
        }

        private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
        }

        private func peek(_ ahead: Int) -> Unicode.Scalar? {
            scalars.indices.contains(at + ahead) ? scalars[at + ahead] : nil
        }

        private mutating func copy(_ count: Int) {
            piece.append(contentsOf: scalars[at..<min(at + count, scalars.count)])
            at += count
        }

        private mutating func copy(through end: Unicode.Scalar) {
            while let scalar = peek(0) {
                copy(1)
                if scalar == end { return }
            }
        }

        private mutating func copyQuoted(_ quote: Unicode.Scalar) {
            copy(1)
            copy(through: quote)
        }

        private mutating func copyBlockComment() {
            copy(2)
            while peek(0) != nil {
                if peek(0) == "*", peek(1) == "/" { return copy(2) }
                copy(1)
            }
        }

        private mutating func takePlace() {
            at += 1
            var name = String.UnicodeScalarView()
            while let scalar = peek(0), Scanner.isNameStart(scalar) || ("0"..."9").contains(scalar) {
                name.append(scalar)
                at += 1
            }
            let place = names.firstIndex(of: String(name)) ?? names.count
            if place == names.count { names.append(String(name)) }
            places.append(place)
            pieces.append(String(piece))
            piece = String.UnicodeScalarView()
        }
    }
}
