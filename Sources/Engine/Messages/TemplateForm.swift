import CEL

/// A text of a message template, with variables that are numbered as in `{{1}}` or named as in `{{nome}}`.
struct TemplateForm: Sendable {
    enum Part: Sendable, Equatable {
        case text(String)
        case variable(String)
    }

    let parts: [Part]
    let span: SourceSpan

    init(_ scalar: YAMLScalar) {
        span = scalar.span
        var parts: [Part] = []
        var rest = scalar.text[...]
        while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
            if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
            parts.append(.variable(String(rest[open.upperBound..<close.lowerBound]).trimmed))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// Each once; numbered ones by number, named ones in the order of the text.
    var variables: [String] {
        var seen: Set<String> = []
        let names = parts.compactMap { part -> String? in
            if case .variable(let name) = part, seen.insert(name).inserted { name } else { nil }
        }
        return isNumbered ? names.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) } : names
    }

    var isNumbered: Bool {
        parts.allSatisfy { part in
            if case .variable(let name) = part { Int(name) != nil } else { true }
        }
    }

    /// Outside of its variables, in UTF-16 units.
    var size: Int {
        parts.reduce(0) { size, part in
            if case .text(let text) = part { size + text.utf16.count } else { size }
        }
    }

    /// What WhatsApp would not have approved.
    var fault: Diagnostic? {
        let names = variables
        if isNumbered { return names == names.indices.map { "\($0 + 1)" } ? nil : .wrongNumbering(names, at: span) }
        return names.allSatisfy(Identifier.isValid) ? nil : .wrongVariable(names.filter { !Identifier.isValid($0) }, at: span)
    }

    /// - Parameter values: By the names of the variables.
    func filled(with values: [String: String]) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .text(let piece): text += piece
            case .variable(let name): text += values[name] ?? ""
            }
        }
    }
}

extension StringProtocol {
    /// Where a text begins in this one, character by character.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
