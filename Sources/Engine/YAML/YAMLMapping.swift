/// Keys with their values in the order of the file; no key stands twice.
struct YAMLMapping: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let key: Located<String>
        let value: YAMLNode
    }

    let entries: [Entry]
    let anchor: String?
    let span: SourceSpan

    subscript(key: String) -> YAMLNode? { entry(key)?.value }

    func entry(_ key: String) -> Entry? { entries.first { $0.key.value == key } }
}
