/// What would mend a mistake at the press of a key.
public struct QuickFix: Sendable, Equatable {
    /// The suggestion as it is written in the file.
    public let suggestion: String
    public let edit: TextEdit
}

extension Diagnostic {
    /// From what its help suggests in the place of what stands there; `nil` when it suggests no such thing.
    public var quickFix: QuickFix? {
        guard let help, !span.offsets.isEmpty else { return nil }
        for (start, end) in [("did you mean '", "'?"), ("write '", "'"), ("write ", "")] {
            guard help.hasPrefix(start), help.hasSuffix(end), help.count > start.count + end.count else { continue }
            let suggestion = String(help.dropFirst(start.count).dropLast(end.count))
            switch code {
            case .bracesInExpression: return QuickFix(suggestion: suggestion, edit: TextEdit(span, suggestion))
            case .unknownKey, .unknownNode, .unknownTool, .unknownState, .unknownModel, .unknownConnection, .unknownType,
                .unknownName, .unknownFunction, .unknownArgument, .unknownParameter, .wrongValue, .invalidName, .missingFile,
                .noKind:
                guard !suggestion.contains("'"), !suggestion.contains("…") else { return nil }
                return QuickFix(suggestion: suggestion, edit: TextEdit(span.unquoted, suggestion))
            default: return nil
            }
        }
        return nil
    }
}

extension SourceSpan {
    /// Without quotes at both ends.
    fileprivate var unquoted: SourceSpan {
        let text = text
        guard let first = text.first, first == "'" || first == "\"", text.last == first, text.count > 2 else { return self }
        return SourceSpan(file: file, offsets: (start.offset + 1)..<(end.offset - 1))
    }
}
