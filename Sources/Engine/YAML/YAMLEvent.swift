/// What libyaml reports while it goes through a file.
struct YAMLEvent {
    enum Kind {
        case streamStart, streamEnd
        case documentStart, documentEnd
        case alias(String)
        case scalar(text: String, style: YAMLScalar.Style)
        case sequenceStart, sequenceEnd
        case mappingStart, mappingEnd
    }

    let kind: Kind
    let anchor: String?
    let tag: String?
    /// In Unicode scalars of the file, from the tag or the anchor on.
    let offsets: Range<Int>
}

/// Why libyaml cannot go on.
struct YAMLFailure: Error {
    /// In its words, such as `did not find expected key`.
    let problem: String
    /// In Unicode scalars of the file; often past the mistake.
    let offset: Int
    /// What it was reading, such as `while parsing a block mapping`; empty when it does not say.
    let context: String
    let contextOffset: Int?
}
