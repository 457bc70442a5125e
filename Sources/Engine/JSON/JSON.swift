/// A JSON value as read from or written to the outside world. Objects keep the order of their keys.
public enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case int(Int64)
    case double(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    public subscript(key: String) -> JSON? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    public subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var int: Int64? {
        guard case .int(let number) = self else { return nil }
        return number
    }

    public var bool: Bool? {
        guard case .bool(let truth) = self else { return nil }
        return truth
    }

    /// The elements; empty for anything but an array.
    public var elements: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}

/// The members of a JSON object in the order they were written. A repeated key keeps its place and takes the last value.
public struct JSONObject: Sendable, Hashable {
    public struct Member: Sendable, Hashable {
        public let key: String
        public var value: JSON
    }

    public private(set) var members: [Member] = []
    /// Where a key stands; kept only from `indexThreshold` members on, below it a scan is faster.
    private var index: [String: Int]?

    private static let indexThreshold = 12

    public init(_ members: [(String, JSON)] = []) {
        for (key, value) in members { self[key] = value }
    }

    public subscript(key: String) -> JSON? {
        get { member(key)?.value }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil):
                members.remove(at: place)
                rebuildIndex()
            case (nil, let value?):
                members.append(Member(key: key, value: value))
                if index != nil { index?[key] = members.count - 1 } else { rebuildIndex() }
            case (nil, nil): break
            }
        }
    }

    func member(_ key: String) -> Member? {
        place(of: key).map { members[$0] }
    }

    private func place(of key: String) -> Int? {
        if let index { return index[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func rebuildIndex() {
        guard members.count >= JSONObject.indexThreshold else { return index = nil }
        index = Dictionary(members.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public var isEmpty: Bool { members.isEmpty }

    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members { sum ^= member.hashValue }
        hasher.combine(sum)
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .string(text) }
    public init(integerLiteral number: Int64) { self = .int(number) }
    public init(booleanLiteral truth: Bool) { self = .bool(truth) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral members: (String, JSON)...) { self = .object(JSONObject(members)) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSON)...) { self.init(members) }
}
