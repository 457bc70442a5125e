/// A list.
struct YAMLSequence: Sendable, Equatable {
    let elements: [YAMLNode]
    let anchor: String?
    let span: SourceSpan
}
