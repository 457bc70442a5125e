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
