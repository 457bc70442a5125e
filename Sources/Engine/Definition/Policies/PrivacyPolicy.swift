/// `privacy:`, what is masked, how long data is kept, and the words by which a person has it deleted.
struct PrivacyPolicy: MapReadable {
    let masked: [PersonalData]
    /// `nil`: for good.
    let keep: Duration?
    /// Words of whole messages.
    let forget: [String]

    static let masked = Field.defaulted(
        "mask", .list(of: .oneOf(PersonalData.self)), default: [],
        "what models are shown as '[cpf-1]' and the like; tools and the person get the real values",
        examples: ["[cpf, cartao, email, phone]"])
    static let keep = Field.optional(
        "keep", .duration, "after how long without a message a conversation is deleted, and its history in any case",
        examples: ["180d"])
    static let forget = Field.defaulted(
        "forget", .oneOrMany(of: .text), default: [],
        "whole messages by which a person has all their data deleted, after a yes; case and accents do not count",
        examples: ["[apagar meus dados]"])
    static let fields = Fields(masked, keep, forget)

    init() {
        masked = []
        keep = nil
        forget = []
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        masked = try map.read(Self.masked)
        keep = try map.read(Self.keep)
        forget = try map.read(Self.forget)
    }
}
