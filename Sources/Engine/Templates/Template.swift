import CEL

/// A text with `{{ expression }}` places.
struct Template: Sendable {
    enum Part: Sendable {
        case text(String)
        case expression(Expression)
    }

    let parts: [Part]
    let span: SourceSpan

    /// The expression when the template is nothing else, white space around it aside: then its type is kept.
    var wholeValue: Expression? {
        var found: Expression?
        for part in parts {
            switch part {
            case .text(let text): if !text.allSatisfy(\.isWhitespace) { return nil }
            case .expression(let expression):
                if found != nil { return nil }
                found = expression
            }
        }
        return found
    }

    /// The text when it holds no expression.
    var literal: String? {
        var text = ""
        for part in parts {
            guard case .text(let piece) = part else { return nil }
            text += piece
        }
        return text
    }

    var expressions: [Expression] {
        parts.compactMap { part in
            if case .expression(let expression) = part { expression } else { nil }
        }
    }
}
