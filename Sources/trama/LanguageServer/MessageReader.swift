import Engine

/// Finds the messages in a stream of bytes: a header with `Content-Length`, an empty line, and so many bytes of JSON.
///
/// - SeeAlso: Language Server Protocol 3.17, "Base Protocol".
struct MessageReader {
    enum Message {
        case json(JSON)
        /// What came is no JSON; the stream goes on behind it.
        case malformed(String)
    }

    /// The stream cannot be read any further, since where the next message begins is not known.
    struct Broken: Error {
        let reason: String
    }

    private static let headerBytes = 4096
    private static let messageBytes = 16 << 20

    private var bytes: [UInt8] = []
    private var start = 0

    mutating func add(_ more: some Sequence<UInt8>) {
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes.append(contentsOf: more)
    }

    /// - Returns: `nil` when the next message is not whole yet.
    mutating func next() throws(Broken) -> Message? {
        let rest = bytes[start...]
        guard let end = MessageReader.endOfHeader(in: rest) else {
            if rest.count > MessageReader.headerBytes { throw Broken(reason: "a header without an end") }
            return nil
        }
        let header = String(decoding: rest[..<end], as: UTF8.self)
        let lengths = header.split(whereSeparator: \.isNewline).compactMap { line -> Int? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
            return Int(parts[1].filter { $0 != " " })
        }
        guard let length = lengths.first, (0...MessageReader.messageBytes).contains(length) else {
            throw Broken(reason: "a header without a usable Content-Length")
        }
        guard rest.endIndex - end >= length else { return nil }
        start = end + length
        do throws(JSONError) {
            return .json(try JSON(parsing: bytes[end..<start]))
        } catch {
            return .malformed(error.reason)
        }
    }

    private static func endOfHeader(in bytes: ArraySlice<UInt8>) -> Int? {
        let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard bytes.count >= mark.count else { return nil }
        let last = min(bytes.endIndex - mark.count, bytes.startIndex + headerBytes)
        for place in bytes.startIndex...last where bytes[place..<(place + mark.count)].elementsEqual(mark) {
            return place + mark.count
        }
        return nil
    }

    static func frame(_ message: JSON) -> [UInt8] {
        let body = message.encoded()
        return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
}
