/// `policies:`, what the engine holds to at every node and on every channel.
public struct PolicyDefinitions: MapReadable {
    public let receive: ReceivePolicy
    let reply: ReplyPolicy
    let media: MediaPolicy
    public let errors: ErrorPolicy

    static let receive = Field.defaulted(
        "receive", .object(ReceivePolicy.self), default: ReceivePolicy(), "what is done when a message comes")
    static let reply = Field.defaulted("reply", .object(ReplyPolicy.self), default: ReplyPolicy(), "what replies must be like")
    static let media = Field.defaulted(
        "media", .object(MediaPolicy.self), default: MediaPolicy(), "what is said to messages that are no text")
    static let errors = Field.defaulted(
        "errors", .object(ErrorPolicy.self), default: ErrorPolicy(), "what is done when something fails")
    static let fields = Fields(
        receive, reply, media, errors,
        LaterField.unenforced("turns", "how messages in quick succession are taken"),
        LaterField.unenforced("hours", "when people answer"),
        LaterField.unenforced("window", "what is sent when the service window has closed"),
        LaterField.unenforced("claims", "what may be said only after a tool has run"),
        LaterField.unenforced("budget", "how much models may be used"),
        LaterField.unenforced("rate", "how many messages one person may send"),
        LaterField.unenforced("opt_out", "the words by which a person wants no more messages"),
        LaterField.unenforced("privacy", "what is masked, how long data is kept, and the words by which a person has it deleted")
    )

    init() {
        receive = ReceivePolicy()
        reply = ReplyPolicy()
        media = MediaPolicy()
        errors = ErrorPolicy()
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        receive = try map.read(Self.receive)
        reply = try map.read(Self.reply)
        media = try map.read(Self.media)
        errors = try map.read(Self.errors)
    }
}

/// `receive:`, what is done when a message comes, before it is answered.
public struct ReceivePolicy: MapReadable {
    public let marksRead: Bool
    /// Whether the person sees that the bot writes; marks the message as read too.
    public let showsTyping: Bool
    /// An emoji that is put on the message.
    public let reaction: String?

    static let marksRead = Field.defaulted("mark_read", .boolean, default: true, "whether the message is marked as read")
    static let showsTyping = Field.defaulted("typing", .boolean, default: true, "whether the person sees that the bot writes")
    static let reaction = Field.optional("react", .text, "an emoji that is put on the message", examples: ["👀"])
    static let fields = Fields(marksRead, showsTyping, reaction)

    init() {
        marksRead = true
        showsTyping = true
        reaction = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        marksRead = try map.read(Self.marksRead)
        showsTyping = try map.read(Self.showsTyping)
        reaction = try map.read(Self.reaction)
    }
}

/// `reply:`, what replies must be like.
struct ReplyPolicy: MapReadable {
    let maximumCharacters: Int?
    let previewsLinks: Bool

    static let maximumCharacters = Field.optional("max_chars", .integer(1...65_536), "how long a reply may be at most")
    static let maximumMessages = LaterField.unenforced("max_messages", "in how many messages a reply may be sent at most")
    static let split = LaterField.unenforced("split", "where a reply that is too long is divided")
    static let previewsLinks = Field.defaulted(
        "preview_url", .boolean, default: true, "whether the first link is shown with a picture")
    static let forbidden = LaterField.unenforced("forbid", "what no reply may say")
    static let closing = LaterField.unenforced("closing", "what a reply ends with")
    static let fields = Fields(maximumCharacters, maximumMessages, split, previewsLinks, forbidden, closing)

    init() {
        maximumCharacters = nil
        previewsLinks = true
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        maximumCharacters = try map.read(Self.maximumCharacters)
        previewsLinks = try map.read(Self.previewsLinks)
    }
}

/// `media:`, what is said to messages that the bot cannot read.
struct MediaPolicy: MapReadable {
    /// By the message's type, such as `audio`.
    let answers: [String: TemplateSource]
    /// For every type that has no answer of its own.
    let other: TemplateSource?

    static let types = ["audio", "image", "video", "document", "sticker", "location", "contacts"]
    static let answerFields = types.map { Field.optional($0, .template, "what is said to a message of this type") }
    static let other = Field.optional("other", .template, "what is said to every other type")
    static let fields = answerFields.reduce(Fields(other)) { $0.adding(Fields($1)) }

    init() {
        answers = [:]
        other = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        var answers: [String: TemplateSource] = [:]
        for field in Self.answerFields { answers[field.name] = try map.read(field) }
        self.answers = answers
        other = try map.read(Self.other)
    }
}

/// `errors:`, what is done when a turn fails.
public struct ErrorPolicy: MapReadable {
    /// What the person is told when the bot gives up; a plain text, so that it cannot fail in turn.
    public let apology: String?
    public let attempts: Int
    /// Before the second attempt; twice as long before each one after it.
    public let backoff: Duration
    /// For one turn with all its attempts.
    public let timeLimit: Duration

    static let apology = Field.optional("say", .text, "what the person is told when the bot gives up")
    static let attempts = Field.defaulted("attempts", .integer(1...10), default: 3, "how often a turn is tried")
    static let backoff = Field.defaulted(
        "backoff", .duration, default: .seconds(1), "the wait before the second attempt, doubled each time")
    static let timeLimit = Field.defaulted(
        "time_limit", .duration, default: .seconds(300), "how long a turn may take with all its attempts")
    static let fields = Fields(apology, attempts, backoff, timeLimit)

    init() {
        apology = nil
        attempts = 3
        backoff = .seconds(1)
        timeLimit = .seconds(300)
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        apology = try map.read(Self.apology)
        attempts = try map.read(Self.attempts)
        backoff = try map.read(Self.backoff)
        timeLimit = try map.read(Self.timeLimit)
    }
}
