extension GraphDrawing {
    /// As a Mermaid flowchart, which many editors and code hosts draw in Markdown.
    ///
    /// - SeeAlso: https://mermaid.js.org/syntax/flowchart.html
    public var mermaid: String {
        var lines = ["flowchart TD"]
        lines += boxes.filter { $0.group == nil }.map { "  " + $0.mermaid }
        for (place, group) in groups.enumerated() {
            lines.append("  subgraph group\(place)[\(GraphDrawing.labelled(group))]")
            lines += boxes.filter { $0.group == group }.map { "    " + $0.mermaid }
            lines.append("  end")
        }
        lines += arrows.map { "  " + $0.mermaid }
        lines += roles.map {
            "  classDef \($0.className) fill:\($0.fill),stroke:\($0.line),color:\($0.text)"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// No word of Mermaid's own, whatever the node is called: `end` would end a sub-graph.
    fileprivate static func mermaidID(_ id: String) -> String {
        switch id {
        case start: "begin"
        case anywhere: "anywhere"
        case end: "finish"
        default: "n_" + id.replacing("/", with: "-")
        }
    }

    /// In quotes; what means something to Mermaid, to Markdown or to HTML is written as an entity of Mermaid's.
    fileprivate static func labelled(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        // `1.`, `-` and `+` at the front would begin a list.
        let digits = scalars.prefix { ("0"..."9").contains($0) }.count
        var result = ""
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "\"": result += "#quot;"
            case "&": result += "#amp;"
            case "<": result += "#lt;"
            case ">": result += "#gt;"
            case "#", "`", "{", "}", "|", "*", "$", "%", "~": result += "#\(scalar.value);"
            // Without the invisible space `\n` would break the line.
            case "\\": result += "#92;#8203;"
            case "_" where !isInside(place, scalars): result += "#\(scalar.value);"
            case ".", ")": result += place == digits && digits > 0 ? "#\(scalar.value);" : "\(scalar)"
            case "-", "+": result += place == 0 ? "#\(scalar.value);" : "\(scalar)"
            case "\u{0}"..."\u{1F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return "\"\(result)\""
    }

    /// Whether letters or digits stand on both sides.
    private static func isInside(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        place > 0 && place + 1 < scalars.count
            && [scalars[place - 1], scalars[place + 1]].allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    }

    fileprivate static func labelled(_ lines: [String]) -> String {
        "\"\(lines.map { labelled($0).dropFirst().dropLast() }.joined(separator: "<br/>"))\""
    }
}

extension NodeRole {
    fileprivate var className: String { "is_\(rawValue)" }
}

extension GraphDrawing.Box {
    fileprivate var mermaid: String {
        let id = GraphDrawing.mermaidID(id)
        switch shape {
        case .start: return "\(id)((\" \"))"
        case .end: return "\(id)(((\" \")))"
        case .anywhere: return "\(id)([\(GraphDrawing.labelled(name))])"
        case .node(let role, let keyword):
            let label = GraphDrawing.labelled(["\(name) · \(keyword)"] + lines + [about].compactMap(\.self))
            return "\(id)[\(label)]:::\(role.className)"
        }
    }
}

extension GraphDrawing.Arrow {
    fileprivate var mermaid: String {
        let arrow = kind == .usual ? "-->" : "-.->"
        let text = label.flatMap { $0.isEmpty ? nil : "|\(GraphDrawing.labelled($0))|" } ?? ""
        return "\(GraphDrawing.mermaidID(from)) \(arrow)\(text) \(GraphDrawing.mermaidID(to))"
    }
}
