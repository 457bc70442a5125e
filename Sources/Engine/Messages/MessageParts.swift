import CEL

/// A file to send.
struct MediaTemplate: Sendable {
    enum Source: Sendable {
        case url(Template)
        case id(Template)
    }

    enum Kind: Sendable {
        case image, video, audio
        case document(filename: Template?)
    }

    let kind: Kind
    let source: Source
    let caption: Template?

    var templates: [Template] {
        var templates = [caption].compactMap(\.self)
        switch source {
        case .url(let template), .id(let template): templates.append(template)
        }
        if case .document(let filename?) = kind { templates.append(filename) }
        return templates
    }

    var takesCaption: Bool {
        if case .audio = kind { false } else { true }
    }
}

/// What stands above and below a text with something to tap.
struct MessageFrame: Sendable {
    enum Header: Sendable {
        case text(Template)
        case media(MediaTemplate)
    }

    let header: Header?
    let footer: Template?

    var templates: [Template] {
        let above: [Template] =
            switch header {
            case nil: []
            case .text(let text): [text]
            case .media(let media): media.templates
            }
        return above + [footer].compactMap(\.self)
    }
}

/// A place to send.
struct LocationTemplate: Sendable {
    enum Degrees: Sendable {
        case fixed(Double)
        case expression(Expression)
    }

    let latitude: Degrees
    let longitude: Degrees
    let name: Template?
    let address: Template?

    var expressions: [Expression] {
        let degrees = [latitude, longitude].compactMap { degrees -> Expression? in
            if case .expression(let expression) = degrees { expression } else { nil }
        }
        return degrees + [name, address].compactMap(\.self).flatMap(\.expressions)
    }
}

extension Turn {
    func media(_ media: MediaTemplate) throws(TurnError) -> OutboundMessage.Media {
        let kind: OutboundMessage.Media.Kind =
            switch media.kind {
            case .image: .image
            case .video: .video
            case .audio: .audio
            case .document(let filename):
                .document(filename: try filename.map { (name) throws(TurnError) in try text(of: name).trimmed })
            }
        switch media.source {
        case .url(let template): return .init(kind, .url(try webAddress(template)))
        case .id(let template): return .init(kind, .id(try text(of: template).trimmed))
        }
    }

    mutating func body(_ text: String, in frame: MessageFrame) throws(TurnError) -> OutboundMessage.Body {
        let header: OutboundMessage.Body.Header? =
            switch frame.header {
            case nil: nil
            case .text(let template): try optionalText(of: template, as: .header).map { .text($0) }
            case .media(let media): .media(try self.media(media))
            }
        return .init(text, header: header, footer: try optionalText(of: frame.footer, as: .footer))
    }

    func location(_ place: LocationTemplate) throws(TurnError) -> Location {
        Location(
            latitude: try degrees(place.latitude, of: 90), longitude: try degrees(place.longitude, of: 180),
            name: try line(place.name), address: try line(place.address))
    }

    /// - Throws: When what the expressions make of it is no address of a page.
    func webAddress(_ template: Template) throws(TurnError) -> String {
        let text = try text(of: template).trimmed
        guard WebAddress.isValid(text) else {
            throw TurnError(code: .expression, message: "\(template.span): the text is no https address")
        }
        return text
    }

    private func degrees(_ degrees: LocationTemplate.Degrees, of limit: Double) throws(TurnError) -> Double {
        switch degrees {
        case .fixed(let number): return number
        case .expression(let expression):
            let number: Double? =
                switch try value(of: expression) {
                case .double(let number): number
                case .int(let number): Double(number)
                default: nil
                }
            guard let number, (-limit...limit).contains(number) else {
                throw TurnError(code: .expression, message: "\(expression.span): the value is not from -\(limit) to \(limit)")
            }
            return number
        }
    }

    private func line(_ template: Template?) throws(TurnError) -> String? {
        guard let template else { return nil }
        let text = try text(of: template).trimmed
        return text.isEmpty ? nil : text
    }
}
