/// The words of one command, quoted as a shell takes them.
///
/// - SeeAlso: POSIX.1-2024, Shell Command Language, section 2.2, "Quoting"; `$'…'` as browsers copy it.
struct ShellWords {
    enum Fault: Error, Equatable {
        case unclosedQuote
    }

    /// Up to the first `|`, `;`, `&`, `<` or `>` outside of quotes.
    static func split(_ command: String) throws(Fault) -> [String] {
        var words = ShellWords(rest: Array(command.unicodeScalars)[...])
        return try words.all()
    }

    private var rest: ArraySlice<Unicode.Scalar>
    private var word: String.UnicodeScalarView?
    private var words: [String] = []

    private init(rest: ArraySlice<Unicode.Scalar>) { self.rest = rest }

    private mutating func all() throws(Fault) -> [String] {
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t", "\n", "\r": close()
            case "'": try takeSingle()
            case "\"": try takeDouble()
            case "$" where rest.first == "'":
                rest.removeFirst()
                try takeEscaped()
            case "\\":
                guard let next = rest.popFirst() else { break }
                if next == "\r", rest.first == "\n" { rest.removeFirst() }
                if next != "\n", next != "\r" { append(next) }
            case "|", ";", "&", "<", ">":
                close()
                return words
            default: append(scalar)
            }
        }
        close()
        return words
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        var open = word ?? String.UnicodeScalarView()
        word = nil
        open.append(scalar)
        word = open
    }

    private mutating func close() {
        if let word { words.append(String(word)) }
        word = nil
    }

    /// A quoted word may be empty.
    private mutating func begin() { if word == nil { word = String.UnicodeScalarView() } }

    private mutating func takeSingle() throws(Fault) {
        begin()
        while let scalar = rest.popFirst() {
            if scalar == "'" { return }
            append(scalar)
        }
        throw .unclosedQuote
    }

    private mutating func takeDouble() throws(Fault) {
        begin()
        while let scalar = rest.popFirst() {
            if scalar == "\"" { return }
            guard scalar == "\\", let next = rest.first, "\"\\$`\n".unicodeScalars.contains(next) else {
                append(scalar)
                continue
            }
            rest.removeFirst()
            if next != "\n" { append(next) }
        }
        throw .unclosedQuote
    }

    private mutating func takeEscaped() throws(Fault) {
        begin()
        while let scalar = rest.popFirst() {
            if scalar == "'" { return }
            guard scalar == "\\", let next = rest.popFirst() else {
                append(scalar)
                continue
            }
            switch next {
            case "n": append("\n")
            case "t": append("\t")
            case "r": append("\r")
            case "u": takeHexadecimal(digits: 4)
            case "U": takeHexadecimal(digits: 8)
            case "x": takeHexadecimal(digits: 2)
            default: append(next)
            }
        }
        throw .unclosedQuote
    }

    private mutating func takeHexadecimal(digits: Int) {
        var number: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = rest.first.flatMap({ Character($0).hexDigitValue }) else { break }
            rest.removeFirst()
            number = number << 4 | UInt32(digit)
        }
        append(Unicode.Scalar(number) ?? "\u{FFFD}")
    }
}
