/// A collection of which the end has not come yet.
struct YAMLOpenCollection {
    let isMapping: Bool
    let anchor: String?
    /// Where it begins, in Unicode scalars of the file.
    let start: Int
    /// Where the last thing in it ends.
    private(set) var lastEnd: Int
    private(set) var elements: [YAMLNode] = []
    private(set) var entries: [YAMLMapping.Entry] = []
    /// Where lists and mappings stand as keys.
    private(set) var complexKeys: [SourceSpan] = []
    /// Of this collection with all that is in it.
    var nodes = 1
    var height = 1
    private var key: Key?
    private var places: [String: SourceSpan] = [:]

    private enum Key {
        case text(Located<String>)
        /// No text, or there already: its value is passed over.
        case unusable
    }

    init(isMapping: Bool, anchor: String?, start: Int) {
        self.isMapping = isMapping
        self.anchor = anchor
        self.start = start
        lastEnd = start
    }

    /// - Parameter end: Where the node ends in this collection; what an alias stands for is elsewhere in the file.
    /// - Returns: A key that stands here for the second time, and where it stands first.
    mutating func take(_ node: YAMLNode, endingAt end: Int) -> (key: Located<String>, first: SourceSpan)? {
        lastEnd = max(lastEnd, end)
        guard isMapping else {
            elements.append(node)
            return nil
        }
        guard let key else {
            return takeKey(node)
        }
        if case .text(let name) = key { entries.append(YAMLMapping.Entry(key: name, value: node)) }
        self.key = nil
        return nil
    }

    private mutating func takeKey(_ node: YAMLNode) -> (key: Located<String>, first: SourceSpan)? {
        key = .unusable
        guard let scalar = node.scalar else {
            complexKeys.append(node.span)
            return nil
        }
        let name = Located(scalar.text, at: scalar.span)
        if let first = places[name.value] { return (name, first) }
        places[name.value] = name.span
        key = .text(name)
        return nil
    }
}
