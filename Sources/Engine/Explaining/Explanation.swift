public import CEL

/// Why a bot said what it said, in sentences: each with what it is about and where that is written.
public struct Explanation: Sendable {
    /// What a line tells of. Programs may rely on these words.
    public enum Topic: String, Sendable, CaseIterable {
        case event, place, way, condition, command, node, answer, state, tool, model, policy, sent, failure, handoff, end, caveat
    }

    public struct Line: Sendable {
        public let topic: Topic
        /// How deep below the line before it that it belongs to.
        public let depth: Int
        /// A sentence without its full stop.
        public let wording: Wording
        public let span: SourceSpan?
        /// The same for programs.
        public let data: JSONObject
    }

    public internal(set) var lines: [Line] = []

    /// One sentence a line, each with its place.
    public func text(in language: Language) -> String {
        lines.map { line in
            let place = line.span.map { " (\($0.file.path):\($0.start.line))" } ?? ""
            let margin = String(repeating: "  ", count: line.depth)
            // What somebody wrote in several lines cannot be taken for lines of ours.
            let sentence = Explanation.sentence(line.wording, in: language)
                .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\n\(margin)      ")
            return margin + sentence + place + ".\n"
        }.joined()
    }

    /// With a capital letter, unless it begins with a name or a value.
    private static func sentence(_ wording: Wording, in language: Language) -> String {
        let text = wording.text(in: language)
        let begins = wording.pattern(in: language).first?.isLetter ?? false
        return begins ? text.prefix(1).uppercased() + text.dropFirst() : text
    }

    public func json(in language: Language) -> JSON {
        .array(
            lines.map { line in
                var object: JSONObject = [
                    "topic": .string(line.topic.rawValue), "depth": .int(Int64(line.depth)),
                    "text": .string(Explanation.sentence(line.wording, in: language)),
                ]
                if let span = line.span {
                    object["file"] = .string(span.file.path)
                    object["line"] = .int(Int64(span.start.line))
                }
                for member in line.data.members { object[member.key] = member.value }
                return .object(object)
            })
    }
}
