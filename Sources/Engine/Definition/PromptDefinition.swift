/// `prompt:`, what every model is told first: the text, or the file that holds it.
enum PromptDefinition: Sendable {
    case text(TemplateSource)
    case file(Located<String>)

    private static let file = Field.required(
        "file", .located(.text), "the text's file in the bot's folder", examples: ["prompts/atendimento.md"])

    static var shape: Shape<PromptDefinition> {
        .either(
            Shape<TemplateSource>.template.map { .text($0) },
            .object(Fields(file)) { (map) throws(Unreadable) in .file(try map.read(file)) }
        )
    }

    /// The text, also when it stands in a file of its own.
    ///
    /// - Returns: `nil` when there is no such file, which is then reported.
    func text(in files: BotFiles, into diagnostics: inout Diagnostics) -> TemplateSource? {
        switch self {
        case .text(let text): return text
        case .file(let path):
            guard let file = files[path.value] else {
                diagnostics.report(.missingFile(path, present: files.paths))
                return nil
            }
            let span = SourceSpan(file: file, offsets: 0..<file.end.offset)
            return TemplateSource(YAMLScalar(text: file.text, style: .wholeFile, anchor: nil, span: span))
        }
    }
}
