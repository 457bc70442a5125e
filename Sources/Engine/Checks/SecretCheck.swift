import CEL

/// Finds keys, tokens and passwords that stand in a bot's files, comments too: whoever reads the files has them then.
enum SecretCheck {
    /// How a kind of secret looks, in RE2's notation.
    private static let known: [(name: Wording, pattern: String)] = [
        ("a key of OpenAI or Anthropic", #"\bsk-[A-Za-z0-9_-]{20,}"#),
        ("a token of Meta", #"\bEAA[A-Za-z0-9]{30,}"#),
        ("a token of GitHub", #"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})"#),
        ("a key of AWS", #"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"#),
        ("a token of Slack", #"\bxox[abeprs]-[A-Za-z0-9-]{10,}"#),
        ("a key of Google", #"\bAIza[A-Za-z0-9_-]{35}"#),
        ("a key of Stripe", #"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"#),
        ("a signed token", #"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"#),
        ("a private key", #"-----BEGIN [A-Z ]*PRIVATE KEY-----"#),
        ("a bearer token", #"(?i)\bbearer +[A-Za-z0-9._~+/-]{20,}"#),
        ("a password in an address", #"\b[a-z][a-z0-9+.-]*://[^/\s:@{}$"']+:[^@/\s{}$"']+@"#),
    ]

    /// Long enough to be a key, and not split by anything that words are split by.
    private static let candidate = #"\b[A-Za-z0-9+/_-]{32,}={0,2}"#

    private static let finders: [(name: Wording, finder: TextFinder)] = known.compactMap { kind in
        TextFinder(kind.pattern).map { (kind.name, $0) }
    }
    private static let candidates = TextFinder(candidate)

    static func run(_ files: BotFiles, _ diagnostics: inout Diagnostics) {
        let paths = files.paths.filter { path in [".yaml", ".yml", ".md", ".json"].contains(where: path.hasSuffix) }
        for file in paths.compactMap({ files[$0] }) + files.bases.compactMap(\.mainFile) {
            let text = file.text
            var places: [SourceSpan] = []
            for (name, finder) in finders {
                for span in found(by: finder, in: text, of: file) where !isTold(span, diagnostics) {
                    diagnostics.hide(span)
                    diagnostics.report(.secretInText(name, at: span))
                    places.append(span)
                }
            }
            for span in found(by: candidates, in: text, of: file) where isRandom(span.text) && !isTold(span, diagnostics) {
                guard !places.contains(where: { $0.offsets.overlaps(span.offsets) }) else { continue }
                diagnostics.hide(span)
                diagnostics.report(.perhapsSecret(at: span))
            }
        }
    }

    private static func found(by finder: TextFinder?, in text: String, of file: SourceFile) -> [SourceSpan] {
        var spans: [SourceSpan] = []
        var start = text.startIndex
        for secret in finder?.matches(in: text) ?? [] {
            guard let range = text[start...].firstRange(of: secret) else { continue }
            let offset = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
            spans.append(SourceSpan(file: file, offsets: offset..<offset + secret.unicodeScalars.count))
            start = range.upperBound
        }
        return spans
    }

    /// A field that takes a secret by its name alone has said so already.
    private static func isTold(_ span: SourceSpan, _ diagnostics: Diagnostics) -> Bool {
        diagnostics.all.contains {
            $0.code == .literalSecret && $0.span.file.path == span.file.path && $0.span.offsets.overlaps(span.offsets)
        }
    }

    /// Whether the letters and digits are as mixed as no word is: capitals, small letters and digits, with more than four bits a
    /// character.
    private static func isRandom(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        let digits = bytes.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let capitals = bytes.count { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        let small = bytes.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        guard min(digits, capitals, small) >= 3, bytes.count(where: { $0 == UInt8(ascii: "/") }) < 3 else { return false }
        let counts = Dictionary(bytes.map { ($0, 1) }, uniquingKeysWith: +)
        // Of n different characters that are all as frequent each carries log2(n) bits; a key of 32 has 20 of them and more.
        return counts.count >= 18 && (counts.values.max() ?? 0) * 6 <= bytes.count
    }
}

extension Diagnostic {
    fileprivate static func secretInText(_ what: Wording, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .secretInText, "this looks like \(what), and everyone who reads the file has it", at: span,
            help:
                "put it into an environment variable, name it as '${NAME}' under 'connections', 'models' or 'channels', and revoke it"
        )
    }

    fileprivate static func perhapsSecret(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .warning, .secretInText, "this looks like a key or a token", at: span,
            help: "if it is one, put it into an environment variable and revoke it; else break it with a space")
    }
}
