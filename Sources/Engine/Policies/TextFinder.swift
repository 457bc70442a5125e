import CEL

/// Finds what matches a regular expression, in time that grows with the text alone.
struct TextFinder: Sendable {
    private let program: Program

    /// - Parameter pattern: In RE2's notation, without groups.
    /// `nil` when it is no regular expression.
    init?(_ pattern: String) {
        let escaped = pattern.replacing(#"\"#, with: #"\\"#).replacing("'", with: #"\'"#)
        let environment = Environment(variables: [Variable("value", .string)])
        guard let program = try? environment.compile("regex.extractAll(value, '\(escaped)')") else { return nil }
        self.program = program
    }

    /// From the left, never within one another.
    func matches(in text: String) -> [String] {
        guard case .list(let found)? = try? program.evaluate([.string(text)]) else { return [] }
        return found.compactMap { if case .string(let match) = $0 { match } else { nil } }
    }
}
