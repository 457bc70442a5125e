import CEL

/// Finds words under `always` that are taken elsewhere too: they lead the way, and the other meaning is never heard.
enum OpenWayCheck {
    static func run(_ definition: GraphDefinition, _ commands: Commands, _ diagnostics: inout Diagnostics) {
        var first: [String: SourceSpan] = [:]
        let usual = commands.back.words.union(commands.again.words).union(commands.cancel.words).union(commands.correct.words)
        let tapped = definition.nodes.reduce(into: Set<String>()) { $0.formUnion(labels(of: $1.value).map(\.folded)) }
        for case .words(let words)? in definition.always.map({ $0?.trigger }) {
            for word in words {
                let folded = word.value.folded
                if let earlier = first[folded] {
                    diagnostics.report(.wordOfTwoWays(word, first: earlier))
                } else if usual.contains(folded) {
                    diagnostics.report(.wordOfCommand(word))
                } else if tapped.contains(folded) {
                    diagnostics.report(.wordOfButton(word))
                }
                first[folded] = first[folded] ?? word.span
            }
        }
    }

    /// What a person may tap at a node.
    private static func labels(of node: YAMLNode) -> [String] {
        guard let mapping = node.mapping else { return [] }
        let buttons = mapping["buttons"]?.mapping?.entries.map(\.key.value) ?? []
        let choices = mapping["choices"]?.sequence?.elements.compactMap { $0.scalar?.text } ?? []
        return buttons + choices + ["accept", "refuse"].compactMap { mapping[$0]?.scalar?.text }
    }
}

/// Finds nodes that a failure leads back to themselves: they would fail again and again.
enum ErrorLoopCheck {
    static func run(_ graph: StateGraph, _ nodes: [Named<YAMLNode>], _ diagnostics: inout Diagnostics) {
        for written in nodes {
            let id = NodeID(rawValue: written.name.value)
            guard graph.nodes[id]?.onError == id else { continue }
            diagnostics.report(
                .errorLoop(written.name.value, at: written.value.mapping?["on_error"]?.span ?? written.name.span))
        }
    }
}

extension Diagnostic {
    fileprivate static func wordOfTwoWays(_ word: Located<String>, first: SourceSpan) -> Diagnostic {
        Diagnostic(
            .warning, .takenWord, "'\(shortened(word.value))' opens another way already, which is the one that is taken",
            at: word.span, help: "keep it in one of the two", notes: [Note("'\(shortened(word.value))' stands first", at: first)])
    }

    fileprivate static func wordOfCommand(_ word: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .takenWord,
            "'\(shortened(word.value))' is also a word for going back, repeating, correcting or cancelling, and is not heard as one",
            at: word.span, help: "choose another word, or say under 'commands' which words mean it")
    }

    fileprivate static func wordOfButton(_ word: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .takenWord, "'\(shortened(word.value))' is also the label of a button, and leads away from it",
            at: word.span,
            help: "choose another word or another label")
    }

    fileprivate static func errorLoop(_ node: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .errorLoop, "when '\(node)' fails, it leads to itself and fails again", at: span,
            help: "lead to a node that says so, or leave it out and use 'retry'")
    }
}
