import CEL
import Engine

/// The JSON-RPC messages of an answer, which is one of them, a list of them, or a stream of events that hold one each.
///
/// - SeeAlso: HTML, "Server-sent events", "Interpreting an event stream".
enum MCPMessages {
    /// What cannot be read is left out.
    static func messages(in response: HTTPClient.Response) -> [JSON] {
        let type = response.header("content-type")?.lowercased() ?? ""
        let bodies = type.hasPrefix("text/event-stream") ? events(in: response.body) : [response.body]
        return bodies.compactMap { try? JSON(parsing: $0) }.flatMap { message in
            if case .array(let messages) = message { messages } else { [message] }
        }
    }

    /// The data of each event; one that no empty line ends is none.
    private static func events(in body: [UInt8]) -> [[UInt8]] {
        var events: [[UInt8]] = []
        var data: [[UInt8]] = []
        for line in lines(of: body) {
            if line.isEmpty {
                if !data.isEmpty { events.append(Array(data.joined(separator: [newLine]))) }
                data = []
            } else if line.starts(with: field) {
                let value = line.dropFirst(field.count)
                data.append(Array(value.first == space ? value.dropFirst() : value))
            }
        }
        return events
    }

    private static let newLine = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let space = UInt8(ascii: " ")
    private static let field = Array("data:".utf8)

    /// Lines end with LF, CR or both.
    private static func lines(of body: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var place = 0
        while place < body.count {
            guard body[place] == newLine || body[place] == carriageReturn else {
                place += 1
                continue
            }
            lines.append(body[start..<place])
            place += body[place] == carriageReturn && place + 1 < body.count && body[place + 1] == newLine ? 2 : 1
            start = place
        }
        return lines + [body[start...]]
    }
}
