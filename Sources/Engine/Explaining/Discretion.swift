/// What of people's data is hidden in what operators are shown.
///
/// Hidden is what looks like personal data by its form, what the bot's author has marked `pii`, and whatever text holds one of these
/// values. Where the bot is not known, nothing says which state is personal: all of it is hidden then.
public struct Discretion: Sendable {
    /// Hides nothing.
    public static let none = Discretion()

    public let hides: Bool
    /// The names that are marked; `nil`: the bot is not known.
    private let names: Set<String>?
    /// The personal names that nodes write an answer to.
    private let answers: [String: String]
    /// The values that are to be found in texts, the longest first, each with its name.
    private var values: [(value: String, name: String)] = []

    /// Shorter values are too often a part of something else.
    private static let shortestValue = 3
    private static let shortestKey = 6
    private static let deepest = 64

    private init() {
        hides = false
        names = []
        answers = [:]
    }

    /// - Parameter bot: `nil` where its files are not at hand.
    public init(for bot: Bot?) {
        hides = true
        let names = bot?.definition.personalNames
        self.names = names
        let writers = (bot?.graph.nodes ?? [:]).compactMap { id, node in
            node.kind.writes.first { names?.contains($0) ?? true }.map { (id.rawValue, $0) }
        }
        answers = Dictionary(writers, uniquingKeysWith: { first, _ in first })
    }

    /// Whether nobody said which state is personal.
    public var isBlind: Bool { names == nil }

    func isPersonal(_ name: String) -> Bool { hides && (names?.contains(name) ?? true) }

    // MARK: Learning

    /// The values of state that are personal will be hidden wherever they stand.
    public mutating func learn(checkpoint: JSON) {
        guard hides else { return }
        visit(checkpoint, depth: 0)
        values.sort { $0.value.count > $1.value.count }
    }

    public mutating func learn(_ contact: Contact) {
        guard hides else { return }
        for (value, name) in [(contact.key, "contact.id"), (contact.phone ?? "", "contact.phone")]
        where value.count >= Discretion.shortestKey {
            add(.string(value), as: name)
        }
        values.sort { $0.value.count > $1.value.count }
    }

    /// What a person wrote to a node that keeps it as personal, as they wrote it.
    public mutating func learn(_ answer: InboundMessage, to node: String) {
        guard let name = answers[node], let words = answer.words else { return }
        learn(.string(words.trimmed), of: name)
    }

    mutating func learn(_ value: JSON, of name: String) {
        guard hides else { return }
        gather(value, of: name, depth: 0)
        values.sort { $0.value.count > $1.value.count }
    }

    /// Values by names that an author chose, wherever in objects and lists they stand.
    mutating func learn(named json: JSON) {
        guard hides else { return }
        gather(json, depth: 0)
        values.sort { $0.value.count > $1.value.count }
    }

    private mutating func gather(_ value: JSON, of name: String, depth: Int) {
        if isPersonal(name) { add(value, as: name) } else { gather(value, depth: depth) }
    }

    private mutating func gather(_ json: JSON, depth: Int) {
        guard depth < Discretion.deepest else { return }
        switch json {
        case .object(let object): for member in object.members { gather(member.value, of: member.key, depth: depth + 1) }
        case .array(let elements): for element in elements { gather(element, depth: depth + 1) }
        case .null, .bool, .int, .double, .string: break
        }
    }

    private mutating func visit(_ json: JSON, depth: Int) {
        guard depth < Discretion.deepest else { return }
        switch json {
        case .object(let object):
            for member in object.members {
                if Discretion.holders.contains(member.key), case .object = member.value {
                    gather(member.value, depth: depth + 1)
                } else {
                    visit(member.value, depth: depth + 1)
                }
            }
        case .array(let elements): for element in elements { visit(element, depth: depth + 1) }
        case .null, .bool, .int, .double, .string: break
        }
    }

    private mutating func add(_ value: JSON, as name: String) {
        switch value {
        case .string, .int, .double:
            let text = value.string ?? value.text
            guard text.count >= Discretion.shortestValue, !values.contains(where: { $0.value == text }) else { return }
            values.append((text, name))
        case .array(let elements): for element in elements { add(element, as: name) }
        case .object(let object): for member in object.members { add(member.value, as: name) }
        case .null, .bool: break
        }
    }

    // MARK: Hiding

    /// The keys of a checkpoint under which values stand by names that authors chose.
    private static let holders: Set = ["state", "values", "undo", "arguments"]

    public func masked(_ text: String) -> String {
        guard hides else { return text }
        if text.hasPrefix("{") || text.hasPrefix("["), let json = try? JSON(parsing: text) { return masked(named: json).text }
        let plain = PersonalData.allCases.reduce(text) { text, kind in
            kind.found(in: text).reduce(text) { $0.replacing($1, with: kind.mark(of: $1)) }
        }
        return values.reduce(plain) { $0.hiding($1.value, behind: "[\($1.name)]") }
    }

    /// The texts in it.
    public func masked(_ json: JSON) -> JSON {
        guard hides else { return json }
        switch json {
        case .string(let text): return .string(masked(text))
        case .array(let elements): return .array(elements.map { masked($0) })
        case .object(let object): return .object(JSONObject(object.members.map { ($0.key, masked($0.value)) }))
        case .int, .double:
            let known = values.first { $0.value == json.text }
            return known.map { .string("[\($0.name)]") } ?? json
        case .null, .bool: return json
        }
    }

    /// Values by names that an author chose, in state, arguments or a tool's answer.
    func masked(_ object: JSONObject) -> JSONObject {
        JSONObject(object.members.map { ($0.key, masked($0.value, of: $0.key)) })
    }

    func masked(_ value: JSON, of name: String) -> JSON {
        value != .null && isPersonal(name) ? .string("[\(name)]") : masked(named: value)
    }

    /// The same, wherever in objects and lists they stand.
    func masked(named json: JSON) -> JSON {
        guard hides else { return json }
        return switch json {
        case .object(let object): .object(masked(object))
        case .array(let elements): .array(elements.map(masked(named:)))
        case .null, .bool, .int, .double, .string: masked(json)
        }
    }

    public func masked(checkpoint: JSON) -> JSON {
        guard hides else { return checkpoint }
        switch checkpoint {
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { member in
                        guard Discretion.holders.contains(member.key), case .object(let state) = member.value else {
                            return (member.key, masked(checkpoint: member.value))
                        }
                        return (member.key, .object(masked(state)))
                    }))
        case .array(let elements): return .array(elements.map(masked(checkpoint:)))
        case .null, .bool, .int, .double, .string: return masked(checkpoint)
        }
    }
}

extension PersonalData {
    /// Enough to tell two values apart, and no more.
    fileprivate func mark(of value: String) -> String {
        self == .email ? "[\(rawValue)]" : "[\(rawValue) …\(key(of: value).suffix(2))]"
    }
}

extension String {
    /// Where the value stands as a word of its own.
    fileprivate func hiding(_ value: String, behind mark: String) -> String {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: value) {
            let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : " "
            let after = range.upperBound < endIndex ? self[range.upperBound] : " "
            let isWord = !before.isLetter && !before.isNumber && !after.isLetter && !after.isNumber
            result += rest[..<range.lowerBound] + (isWord ? mark : value)
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}

extension BotDefinition {
    /// The names of state, parameters and outputs that are marked as personal.
    fileprivate var personalNames: Set<String> {
        var names = state.entries.filter { $0.value?.rules.isPersonal ?? false }.map(\.name.value)
        for graph in graphs.entries.compactMap(\.value) {
            names += graph.state.filter(\.value.rules.isPersonal).map(\.name.value)
            names += graph.parameters.filter(\.value.rules.isPersonal).map(\.name.value)
        }
        for tool in tools.entries.compactMap(\.value) {
            names += tool.parameters.filter(\.value.rules.isPersonal).map(\.name.value)
            guard case .fields(let fields)? = tool.output else { continue }
            names += fields.filter(\.value.rules.isPersonal).map(\.name.value)
        }
        return Set(names)
    }
}
