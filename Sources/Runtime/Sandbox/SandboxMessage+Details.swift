import Engine

extension SandboxMessage {
    /// What stands above and below a message's text, by its request; options are not among it.
    var details: (above: [String], below: [String]) {
        switch kind {
        case "interactive": interaction(request["interactive"] ?? .null)
        case "image", "video", "audio", "document", "sticker": ([SandboxMessage.file(kind, request[kind] ?? .null)], [])
        case "location": ([SandboxMessage.place(request["location"] ?? .null)], [])
        case "template": (SandboxMessage.template(request["template"] ?? .null), [])
        default: ([], [])
        }
    }

    private func interaction(_ interactive: JSON) -> (above: [String], below: [String]) {
        var above: [String] = []
        if let header = interactive["header"], let type = header["type"]?.string {
            above.append(header["text"]?.string ?? SandboxMessage.file(type, header[type] ?? .null))
        }
        var below = [interactive["footer"]?["text"]?.string].compactMap(\.self)
        let action = interactive["action"] ?? .null
        if let button = action["button"]?.string { below.append("(\(button))") }
        if let parameters = action["parameters"], let url = parameters["url"]?.string {
            below.append("[\(parameters["display_text"]?.string ?? "")] \(url)")
        }
        return (above, below)
    }

    /// `(document boleto.pdf: https://…)`
    private static func file(_ kind: String, _ part: JSON) -> String {
        let name = part["filename"]?.string.map { " \($0)" } ?? ""
        guard let place = part["link"]?.string ?? part["id"]?.string else { return "(\(kind)\(name))" }
        return "(\(kind)\(name): \(place))"
    }

    private static func place(_ part: JSON) -> String {
        let degrees = [part["latitude"], part["longitude"]].map { $0?.text ?? "?" }.joined(separator: ", ")
        let words = [part["name"]?.string, part["address"]?.string].compactMap(\.self)
        return "(location \(degrees))" + words.map { " \($0)" }.joined(separator: ",")
    }

    private static func template(_ part: JSON) -> [String] {
        let name = "(template \(part["name"]?.string ?? "") in \(part["language"]?["code"]?.string ?? ""))"
        let components = (part["components"]?.elements ?? []).map { component in
            let given = (component["parameters"]?.elements ?? []).map { parameter -> String in
                let type = parameter["type"]?.string ?? ""
                return parameter["text"]?.string ?? parameter["payload"]?.string ?? parameter["coupon_code"]?.string
                    ?? file(type, parameter[type] ?? .null)
            }
            return "  \(component["type"]?.string ?? ""): \(given.joined(separator: " | "))"
        }
        return [name] + components
    }
}
