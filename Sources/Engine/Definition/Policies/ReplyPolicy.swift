import CEL

/// `reply:`, what replies must be like.
struct ReplyPolicy: MapReadable, Equatable {
    /// Where a reply that is too long is divided.
    enum Split: String, CaseIterable, Sendable {
        case paragraph, sentence, none
    }

    let maximumCharacters: Int?
    let maximumMessages: Int
    let split: Split
    let previewsLinks: Bool
    let forbidden: [SaidPattern]
    /// What is said in the place of a model's reply that is forbidden also at the second time.
    let otherwise: Located<String>?
    let closing: Located<String>?

    static let maximumCharacters = Field.optional(
        "max_chars", .integer(1...65_536), "how long a message may be at most", examples: ["900"])
    static let maximumMessages = Field.defaulted(
        "max_messages", .integer(1...10), default: 1,
        "in how many messages a reply may be sent at most; what does not fit is cut after a sentence")
    static let split = Field.defaulted(
        "split", .oneOf(Split.self), default: .paragraph, "where a reply that is too long is divided; 'none': it is cut")
    static let previewsLinks = Field.defaulted(
        "preview_url", .boolean, default: true, "whether the first link is shown with a picture")
    static let forbidden = Field.defaulted(
        "forbid", .list(of: .saidPattern), default: [],
        "what no reply may say: words, or a regular expression between slashes; a model is asked once more",
        examples: ["[diagnóstico, '/garant(o|imos) que/']"])
    static let otherwise = Field.optional(
        "otherwise", .located(.text), "what is said when a model insists on what is forbidden; left out: the turn fails")
    static let closing = Field.optional(
        "closing",
        .located(Shape<String>.text.limited(to: "a text of 1 to 200 characters") { (1...200).contains($0.trimmed.count) }),
        "what a model's reply ends with, unless it does so already or ends in a question",
        examples: ["Posso ajudar em algo mais?"])
    static let fields = Fields(maximumCharacters, maximumMessages, split, previewsLinks, forbidden, otherwise, closing)

    init() {
        maximumCharacters = nil
        maximumMessages = 1
        split = .paragraph
        previewsLinks = true
        forbidden = []
        otherwise = nil
        closing = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        maximumCharacters = try map.read(Self.maximumCharacters)
        maximumMessages = try map.read(Self.maximumMessages)
        split = try map.read(Self.split)
        previewsLinks = try map.read(Self.previewsLinks)
        forbidden = try map.read(Self.forbidden)
        otherwise = try map.read(Self.otherwise)?.map(\.trimmed)
        closing = try map.read(Self.closing)?.map(\.trimmed)
        if otherwise != nil, forbidden.isEmpty, let key = map.key(of: Self.otherwise) {
            map.report(
                .missingKey(Self.forbidden.name, about: "'otherwise' stands for a reply that 'forbid' forbids", at: key.span))
        }
        if let closing, let maximumCharacters, closing.value.count * 2 > maximumCharacters {
            map.report(.closingTooLong(closing.value.count, of: maximumCharacters, at: closing.span))
        }
    }
}
