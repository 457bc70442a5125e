extension JSON {
    /// JSON text for people: two spaces a level, each element and member on its own line, a line break at the end.
    public var layout: String { laidOut(margin: "") + "\n" }

    private func laidOut(margin: String) -> String {
        let inner = margin + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty:
            return JSON.enclosed(("[", "]"), elements.map { inner + $0.laidOut(margin: inner) }, margin)
        case .object(let object) where !object.isEmpty:
            let lines = object.members.map { inner + JSON.string($0.key).text + ": " + $0.value.laidOut(margin: inner) }
            return JSON.enclosed(("{", "}"), lines, margin)
        default:
            return text
        }
    }

    private static func enclosed(_ brackets: (String, String), _ lines: [String], _ margin: String) -> String {
        "\(brackets.0)\n\(lines.joined(separator: ",\n"))\n\(margin)\(brackets.1)"
    }
}
