import CEL

/// What would mend a mistake at the press of a key.
public struct QuickFix: Sendable, Equatable {
    /// The suggestion as it is written in the file.
    public let suggestion: String
    public let edit: TextEdit
}

extension Diagnostic {
    /// Puts what its help suggests in the place of what stands there; `nil` when it suggests no such thing.
    public var quickFix: QuickFix? {
        guard let help, case .text(let suggestion)? = help.arguments.first, help.arguments.count == 1, !span.offsets.isEmpty
        else {
            return nil
        }
        switch help.pattern {
        case "did you mean '%1'?", "write '%1'":
            return QuickFix(suggestion: suggestion, edit: TextEdit(span.unquoted, suggestion))
        case "write %1" where code == .bracesInExpression:
            return QuickFix(suggestion: suggestion, edit: TextEdit(span, suggestion))
        default: return nil
        }
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
