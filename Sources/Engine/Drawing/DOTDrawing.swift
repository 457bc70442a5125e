extension GraphDrawing {
    /// In the language of Graphviz, which lays it out from top to bottom.
    ///
    /// - SeeAlso: https://graphviz.org/doc/info/lang.html
    public var dot: String {
        var lines = ["digraph \(GraphDrawing.quoted(title)) {"]
        lines += GraphDrawing.style.map { "  " + $0 }
        lines += ["  label=<\(legend)>"]
        lines += boxes.filter { $0.group == nil }.map { "  " + $0.dot }
        for (place, group) in groups.enumerated() {
            lines.append("  subgraph cluster_\(place) {")
            lines.append("    label=<<B>\(group.escapedForXML)</B>>")
            lines.append("    style=rounded color=\"#90A4AE\" bgcolor=\"#FAFAFA\" fontcolor=\"#455A64\" margin=16")
            lines += boxes.filter { $0.group == group }.map { "    " + $0.dot }
            lines.append("  }")
        }
        let firsts = boxes.filter { $0.shape == .start || $0.shape == .anywhere }.map { GraphDrawing.quoted($0.id) }
        let lasts = boxes.filter { $0.isEnd && $0.group == nil }.map { GraphDrawing.quoted($0.id) }
        lines.append("  {rank=source \(firsts.joined(separator: " "))}")
        if !lasts.isEmpty { lines.append("  {rank=sink \(lasts.joined(separator: " "))}") }
        lines += arrows.map { "  " + $0.dot }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    fileprivate static let font = "Helvetica,Arial,DejaVu Sans,sans-serif"

    private static let style = [
        "graph [rankdir=TB fontname=\"\(font)\" fontsize=14 fontcolor=\"#212121\" bgcolor=white pad=0.4 nodesep=0.45"
            + " ranksep=0.65 splines=true labelloc=b]",
        "node [fontname=\"\(font)\" fontsize=12 shape=box style=\"rounded,filled\" penwidth=1.4 margin=\"0.12,0.08\"]",
        "edge [fontname=\"\(font)\" fontsize=11 color=\"#546E7A\" fontcolor=\"#37474F\" arrowsize=0.75 penwidth=1.3]",
    ]

    /// The bot's name, and a sample of each colour with the verbs that have it.
    private var legend: String {
        let samples = roles.map { role in
            let words = role.keywords.joined(separator: ", ").escapedForXML
            return "<TD BGCOLOR=\"\(role.fill)\" COLOR=\"\(role.line)\" BORDER=\"1\" CELLPADDING=\"5\" STYLE=\"ROUNDED\">"
                + "<FONT COLOR=\"\(role.text)\" POINT-SIZE=\"11\">\(words)</FONT></TD>"
        }
        let name = "<FONT POINT-SIZE=\"20\"><B>\(title.escapedForXML)</B></FONT>"
        let row = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"8\"><TR>\(samples.joined())</TR></TABLE>"
        let rows = ([name] + (samples.isEmpty ? [] : [row])).map { "<TR><TD>\($0)</TD></TR>" }
        return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\">\(rows.joined())</TABLE>"
    }

    fileprivate static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\u{0}", with: "\u{FFFD}"))\""
    }
}

extension GraphDrawing.Box {
    var isEnd: Bool {
        switch shape {
        case .end, .node(.end, _): true
        case .start, .anywhere, .node: false
        }
    }

    fileprivate var dot: String { "\(GraphDrawing.quoted(id)) [\(attributes)]" }

    private var attributes: String {
        switch shape {
        case .start: return "label=\"\" shape=circle width=0.22 style=filled fillcolor=\"#37474F\" color=\"#37474F\""
        case .end: return "label=\"\" shape=doublecircle width=0.18 style=filled fillcolor=\"#37474F\" color=\"#37474F\""
        case .anywhere:
            return "label=<<B>\(name)</B>> style=\"rounded,dashed\" color=\"#78909C\" fontcolor=\"#455A64\""
        case .node(let role, let keyword):
            let about = about.map { "<I>\($0.escapedForXML)</I>" }
            return "label=<\(table(keyword, about))> fillcolor=\"\(role.fill)\" color=\"\(role.line)\" fontcolor=\"\(role.text)\""
                + " tooltip=\(GraphDrawing.quoted(id))"
        }
    }

    private func table(_ keyword: String, _ about: String?) -> String {
        let head =
            "<TR><TD ALIGN=\"LEFT\"><B>\(name.escapedForXML)</B></TD>"
            + "<TD ALIGN=\"RIGHT\"><FONT POINT-SIZE=\"10\">\(keyword.escapedForXML)</FONT></TD></TR>"
        let rows = lines.map(\.escapedForXML) + [about].compactMap(\.self)
        let body = rows.map { row in
            "<TR><TD ALIGN=\"LEFT\" COLSPAN=\"2\"><FONT POINT-SIZE=\"11\">\(row)</FONT></TD></TR>"
        }
        return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">\(head)\(body.joined())</TABLE>"
    }
}

extension GraphDrawing.Arrow {
    fileprivate var dot: String {
        var attributes: [String] = []
        if let label, !label.isEmpty {
            let lines = label.wrapped(at: 26).map(\.escapedForXML).joined(separator: "<BR/>")
            // Padding keeps it off the arrow.
            attributes.append("label=<<TABLE BORDER=\"0\" CELLPADDING=\"4\"><TR><TD>\(lines)</TD></TR></TABLE>>")
        }
        switch kind {
        case .usual: break
        case .exceptional: attributes.append("style=dashed color=\"#C62828\" fontcolor=\"#B71C1C\"")
        case .anywhere: attributes.append("style=dashed color=\"#90A4AE\"")
        }
        let tail = attributes.isEmpty ? "" : " [\(attributes.joined(separator: " "))]"
        return "\(GraphDrawing.quoted(from)) -> \(GraphDrawing.quoted(to))\(tail)"
    }
}
