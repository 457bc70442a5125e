import CEL

/// One of `claims:`, what a model may say only when a tool has done it.
struct ClaimDefinition: MapReadable {
    let says: [SaidPattern]
    let needs: Located<String>
    /// How long a success of the tool allows the claim.
    let lifetime: Duration
    /// What is said in the place of a reply that claims it also at the second time.
    let otherwise: Located<String>?

    static let says = Field.required(
        "says", .oneOrMany(of: .saidPattern).limited(to: "words, or a list of them that is not empty") { !$0.isEmpty },
        "the words of the claim, or regular expressions between slashes", examples: ["[protocolo, chamado aberto]"])
    static let needs = Field.required(
        "needs", .identifier, "the tool that has to have succeeded", examples: ["abrir_chamado"])
    static let lifetime = Field.defaulted(
        "within", .duration, default: .seconds(86_400), "how long a success of the tool allows the claim")
    static let otherwise = Field.optional(
        "otherwise", .located(.text), "what is said when a model insists; left out: the turn fails",
        examples: ["Ainda não abri o chamado. Quer que eu abra?"])
    static let fields = Fields(says, needs, lifetime, otherwise)

    init(reading map: inout MapReader) throws(Unreadable) {
        says = try map.read(Self.says)
        needs = try map.read(Self.needs)
        lifetime = try map.read(Self.lifetime)
        otherwise = try map.read(Self.otherwise)?.map(\.trimmed)
    }
}
