import CEL

/// What stands in a test for a tool.
enum StubDefinition: Sendable {
    /// To each call.
    case always(Located<StubAnswer>)
    /// One after the other.
    case answers([Located<StubAnswer>])

    var all: [Located<StubAnswer>] {
        switch self {
        case .always(let answer): [answer]
        case .answers(let answers): answers
        }
    }
}

/// One answer in the place of a tool's.
enum StubAnswer: Sendable {
    /// As the tool's output is declared.
    case output(JSON)
    case nothing
    /// As a server answers, before `output` picks from it.
    case http(status: Int, body: JSON)
    /// As a database answers, before `output` picks from them.
    case rows([JSON])
    case failure(CallFailure.Code)
}

extension Shape where Value == StubDefinition {
    static var stub: Shape<StubDefinition> {
        let words: Wording = "an answer of the tool"
        return Shape(words, [.scalar, .sequence, .mapping], .anything) { (node, diagnostics) throws(Unreadable) in
            guard let (kind, value) = StubAnswer.only(in: node), kind == .answers else {
                return .always(try StubAnswer.read(node, &diagnostics))
            }
            let answers = Shape<[Located<StubAnswer>]>.list(
                of: Shape<Located<StubAnswer>>(words, [.scalar, .sequence, .mapping], .anything) {
                    (node, diagnostics) throws(Unreadable) in try StubAnswer.read(node, &diagnostics)
                })
            return .answers(try answers.read(value, &diagnostics))
        }
    }
}

extension StubAnswer {
    /// The keys that are no output: a mapping with one of them alone.
    enum Kind: String, CaseIterable {
        case answers, error, http, rows
    }

    static func only(in node: YAMLNode) -> (kind: Kind, value: YAMLNode)? {
        guard let entries = node.mapping?.entries, entries.count == 1, let entry = entries.first,
            let kind = Kind(rawValue: entry.key.value)
        else { return nil }
        return (kind, entry.value)
    }

    static func read(_ node: YAMLNode, _ diagnostics: inout Diagnostics) throws(Unreadable) -> Located<StubAnswer> {
        Located(try answer(node, &diagnostics), at: node.span)
    }

    private static func answer(_ node: YAMLNode, _ diagnostics: inout Diagnostics) throws(Unreadable) -> StubAnswer {
        if node.isNull || node.sequence?.elements.isEmpty == true { return .nothing }
        switch only(in: node) {
        case nil: return .output(ValueSource(node).literal)
        case (.answers, _)?:
            throw diagnostics.refuse(.wrongType(expected: "one answer, for 'answers' stands in no other", found: node))
        case (.rows, let value)?:
            return .rows(try Shape<[Located<JSON>]>.list(of: .literal).read(value, &diagnostics).map(\.value))
        case (.http, let value)?:
            let answer = try Shape<HTTPStub>.object(HTTPStub.self).read(value, &diagnostics)
            return .http(status: answer.status, body: answer.body)
        case (.error, let value)?:
            if let status = value.scalar?.integer {
                guard (100...599).contains(status) else { break }
                return .http(status: status, body: .null)
            }
            guard let code = value.scalar.flatMap({ CallFailure.Code(rawValue: $0.text) }) else { break }
            return .failure(code)
        }
        throw diagnostics.refuse(
            .wrongValue(expected: "a status from 100 to 599, 'unavailable', 'refused' or 'invalid'", found: node))
    }
}

/// `http:` of an answer.
private struct HTTPStub: MapReadable {
    let status: Int
    let body: JSON

    static let status = Field.defaulted("status", .integer(100...599), default: 200, "the status of the answer")
    static let body = Field.optional("body", .literal, "the JSON of the answer")
    static let fields = Fields(status, body)

    init(reading map: inout MapReader) throws(Unreadable) {
        status = try map.read(Self.status)
        body = try map.read(Self.body)?.value ?? .null
    }
}
