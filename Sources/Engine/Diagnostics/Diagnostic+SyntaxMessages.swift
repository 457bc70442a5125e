import CEL

/// libyaml's failures in an author's words.
extension Diagnostic {
    static func yamlSyntax(_ failure: YAMLFailure, in file: SourceFile) -> Diagnostic {
        let words = SyntaxWords(failure)
        let offset = words.isAtContext ? failure.contextOffset ?? failure.offset : failure.offset
        let span = SourceSpan(file: file, offsets: offset..<(offset + 1))
        var notes: [Note] = []
        if !words.isAtContext, let context = failure.contextOffset, context != offset {
            let place = SourceSpan(file: file, offsets: context..<(context + 1))
            notes.append(Note(words.beginning, at: place))
        }
        return Diagnostic(.error, .yamlSyntax, words.message, at: span, help: words.help, notes: notes)
    }

    private struct SyntaxWords {
        let message: Wording
        var help: Wording?
        /// Whether the mistake is where libyaml's context began and not where it noticed.
        var isAtContext = false
        let beginning: Wording

        init(_ failure: YAMLFailure) {
            beginning = SyntaxWords.beginning(of: failure.context)
            switch failure.problem {
            case "mapping values are not allowed in this context":
                message = "a key must not stand here: the line above has a value already"
                help = "put both keys in the same column, or remove the value above"
            case "could not find expected ':'":
                message = "this line has a text where a key with ':' is expected"
                help = "write 'key: value', or '- value' in a list"
                isAtContext = true
            case "did not find expected key":
                message = "this does not continue the mapping: a key with ':' is expected"
                help = "put the keys of one mapping in the same column, and a text with quotes in it wholly in quotes"
            case "did not find expected '-' indicator":
                message = "this does not continue the list: '-' is expected"
                help = "put the '-' of one list in the same column"
            case "did not find expected ',' or ']'":
                message = "expected ',' or ']' in the list"
            case "did not find expected ',' or '}'":
                message = "expected ',' or '}' in the mapping"
            case "found unexpected end of stream", "found unexpected document indicator":
                message = "the quotes that open here are never closed"
                help = "close them, and write a quote inside '…' twice"
                isAtContext = true
            case "block sequence entries are not allowed in this context":
                message = "a list with '-' must not begin here"
                help = "begin it on the line below its key"
            case "block mapping entries are not allowed in this context", "mapping keys are not allowed in this context":
                message = "a key must not stand here"
                help = "begin a mapping on the line below its key"
            case "did not find expected comment or line break":
                message = "a text after '|' or '>' begins on the next line"
            case "found unknown escape character", "did not find expected hexdecimal number",
                "found invalid Unicode character escape code":
                message = "a '\\' in double quotes begins an escape, and this is none"
                help = "use single quotes, in which '\\' is only itself"
            case "found character that cannot start any token":
                message = "a value must not begin with this character"
                help = "put the value in quotes"
            case "did not find expected <document start>":
                message = "the document has ended above, and something follows"
                help = "put all keys of the file in the first column"
            default:
                message = "YAML cannot read on here: \(failure.problem)"
            }
        }

        private static func beginning(of context: String) -> Wording {
            switch context {
            case "while parsing a block mapping": "the mapping begins"
            case "while parsing a block collection": "the list begins"
            case "while parsing a flow mapping": "the '{' stands"
            case "while parsing a flow sequence": "the '[' stands"
            default: "it begins"
            }
        }
    }
}
