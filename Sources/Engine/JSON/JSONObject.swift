/// The members of a JSON object in the order they were written. A repeated key keeps its place and takes the last value.
public struct JSONObject: Sendable, Hashable {
    public struct Member: Sendable, Hashable {
        public let key: String
        public var value: JSON
    }

    /// A class, so that expressions read the members where they are. It is changed only while one object holds it: so it is safe to
    /// send, and no access needs to be checked for another at the same time.
    final class Storage: @unchecked Sendable {
        @exclusivity(unchecked) fileprivate(set) var members: [Member] = []
        /// Where a key stands; kept only from `indexThreshold` members on, below it a scan is faster.
        @exclusivity(unchecked) fileprivate var index: [String: Int]?

        private static let indexThreshold = 12

        func member(_ key: String) -> Member? {
            place(of: key).map { members[$0] }
        }

        fileprivate func place(of key: String) -> Int? {
            if let index { return index[key] }
            return members.firstIndex { $0.key == key }
        }

        fileprivate func rebuildIndex() {
            guard members.count >= Storage.indexThreshold else { return index = nil }
            index = Dictionary(members.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        }

        fileprivate func copy() -> Storage {
            let copy = Storage()
            copy.members = members
            copy.index = index
            return copy
        }
    }

    private(set) var storage = Storage()

    public init(_ members: [(String, JSON)] = []) {
        self.init(minimumCapacity: members.count)
        for (key, value) in members { self[key] = value }
    }

    init(minimumCapacity: Int) { storage.members.reserveCapacity(minimumCapacity) }

    init(_ storage: Storage) { self.storage = storage }

    public var members: [Member] { storage.members }
    public var isEmpty: Bool { storage.members.isEmpty }

    public subscript(key: String) -> JSON? {
        get { storage.member(key)?.value }
        set {
            if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
            switch (storage.place(of: key), newValue) {
            case (let place?, let value?): storage.members[place].value = value
            case (let place?, nil):
                storage.members.remove(at: place)
                storage.rebuildIndex()
            case (nil, let value?):
                storage.members.append(Member(key: key, value: value))
                if storage.index != nil { storage.index?[key] = storage.members.count - 1 } else { storage.rebuildIndex() }
            case (nil, nil): break
            }
        }
    }

    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members { sum ^= member.hashValue }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSON)...) { self.init(members) }
}
