import CEL

/// `turns:`, how messages in quick succession are taken, and those that come late.
public struct TurnPolicy: MapReadable {
    /// What becomes of a text that comes while a turn is under way.
    public enum WhileBusy: String, CaseIterable, Sendable {
        /// It waits for a turn of its own.
        case queue
        /// All that came make one turn.
        case merge
        /// A turn that waits for a model, and has done nothing yet, is begun anew with it; else as `merge`.
        case restart
    }

    /// How long the person has to be silent before what they wrote is answered; `nil`: every message is answered at once.
    public let merge: Duration?
    public let whileBusy: WhileBusy
    /// How old a message may be when its turn begins; `nil`: as old as it will.
    public let maximumAge: Duration?
    /// What is said to one that is older.
    let answer: TemplateSource?

    static let merge = Field.optional(
        "merge",
        Shape<Duration>.duration.limited(to: "a time span from '100ms' to '30s'") {
            (.milliseconds(100) ... .seconds(30)).contains($0)
        },
        "how long a person is silent before what they wrote is answered, all its texts in one turn; left out: each at once",
        examples: ["1500ms"])
    static let whileBusy = Field.defaulted(
        "while_busy", .oneOf(WhileBusy.self), default: .queue,
        "what becomes of a text that comes during a turn: it waits for its own ('queue'), all of them make the next one ('merge'), or "
            + "a turn that waits for a model and has done nothing yet begins anew with it ('restart')")
    static let maximumAge = Field.optional(
        "max_age",
        Shape<Duration>.duration.limited(to: "a time span from '1m' to '7d'") {
            (.seconds(60) ... .seconds(604_800)).contains($0)
        },
        "how old a message may be when its turn begins; an older one is remembered and not answered", examples: ["1h"])
    static let answer = Field.optional(
        "say", .template, "what is said once to messages that are too old; left out: they are passed over in silence",
        examples: ["Desculpe, ficamos fora do ar. Ainda posso ajudar? Escreva de novo, por favor."])
    static let fields = Fields(merge, whileBusy, maximumAge, answer)

    init() {
        merge = nil
        whileBusy = .queue
        maximumAge = nil
        answer = nil
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        merge = try map.read(Self.merge)
        whileBusy = try map.read(Self.whileBusy)
        maximumAge = try map.read(Self.maximumAge)
        answer = try map.read(Self.answer)
        if answer != nil, maximumAge == nil, let key = map.key(of: Self.answer) {
            map.report(
                .missingKey(
                    Self.maximumAge.name, about: "'say' stands for what is answered to a message older than that", at: key.span))
        }
    }
}
