import Engine

/// How a message looks in a terminal, around the name of who says it.
extension OutboundMessage {
    /// Lines before the text.
    var above: [String] { body?.header.map { [$0.shown] } ?? [] }

    var shown: String {
        switch self {
        case .text, .buttons, .list, .link, .template: text
        case .media(let media, let caption): media.shown + (caption.map { "\n\($0)" } ?? "")
        case .location(let place):
            (["[location \(place.latitude), \(place.longitude)]"] + [place.name, place.address].compactMap(\.self))
                .joined(separator: " ")
        }
    }

    /// Lines after the text: what can be tapped, numbered from 1 where it answers.
    var below: [String] {
        (body?.footer.map { ["  \($0)"] } ?? []) + actions
    }

    private var body: Body? {
        switch self {
        case .buttons(let body, _), .list(let body, _), .link(let body, _): body
        case .text, .media, .location, .template: nil
        }
    }

    private var actions: [String] {
        switch self {
        case .text, .media, .location: return []
        case .buttons(_, let buttons): return Self.numbered(buttons.map(\.title))
        case .link(_, let link): return ["  \(link.text): \(link.url)"]
        case .template(let template):
            let given = template.buttons.compactMap { button -> String? in
                switch button.kind {
                case .reply: nil
                case .link(let end): "  [link … \(end)]"
                case .code(let code): "  [code \(code)]"
                }
            }
            return Self.numbered(options.map(\.title)) + given
        case .list(_, let list):
            var lines = ["  [\(list.button)]"]
            var number = 0
            for section in list.sections {
                if let title = section.title { lines.append("  \(title)") }
                for row in section.rows {
                    number += 1
                    lines.append("  \(number)) \(row.button.title)" + (row.description.map { " – \($0)" } ?? ""))
                }
            }
            return lines
        }
    }

    private static func numbered(_ titles: [String]) -> [String] {
        titles.enumerated().map { "  \($0 + 1)) \($1)" }
    }
}

extension OutboundMessage.Body.Header {
    fileprivate var shown: String {
        switch self {
        case .text(let text): text
        case .media(let media): media.shown
        }
    }
}

extension OutboundMessage.Media {
    /// `[document boleto.pdf: https://…]`
    fileprivate var shown: String {
        let name = if case .document(let filename?) = kind { " \(filename)" } else { "" }
        switch source {
        case .url(let url): return "[\(kind.name)\(name): \(url)]"
        case .id(let id): return "[\(kind.name)\(name): id \(id)]"
        }
    }
}
