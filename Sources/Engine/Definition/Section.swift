/// The named parts of one kind that a bot has, in the order of its files.
struct Section<Value: Sendable>: Sendable {
    /// A part without a value could not be read, which has been reported.
    private(set) var entries: [Named<Value?>]
    /// Whether all names are known: otherwise a name that is not here may still be meant.
    private(set) var isComplete: Bool

    /// - Parameter entries: `nil` when the section could not be read.
    init(_ entries: [Named<Value?>]?) {
        self.entries = entries ?? []
        isComplete = entries != nil
    }

    subscript(name: String) -> Value? {
        entries.first { $0.name.value == name }?.value
    }

    var names: [String] { entries.map(\.name.value) }

    var values: [Value] { entries.compactMap(\.value) }

    /// Whether a use of the name is right, as far as can be told.
    func allows(_ name: String) -> Bool {
        !isComplete || entries.contains { $0.name.value == name }
    }

    /// - Returns: Where the name stands already; then nothing is added.
    mutating func add(_ value: Value?, as name: Located<String>) -> SourceSpan? {
        if let first = entries.first(where: { $0.name.value == name.value }) { return first.name.span }
        entries.append(Named(name: name, value: value))
        return nil
    }

    /// A part was there of which not even the name could be read.
    mutating func markIncomplete() { isComplete = false }
}
