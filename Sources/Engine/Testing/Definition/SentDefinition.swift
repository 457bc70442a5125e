import CEL

/// `send:` of a step: what the customer sends that is no text.
struct SentDefinition: Sendable {
    let content: InboundMessage.Content

    fileprivate static let kinds = InboundMessage.MediaKind.allCases.map(\.rawValue) + ["location", "contacts"]

    /// As the channel would tell of one, where the test does not say more.
    fileprivate static func usual(_ kind: String) -> InboundMessage.Content {
        switch kind {
        case "location": .location(Location(latitude: -23.5614, longitude: -46.6559))
        case "contacts": .contacts([])
        default: .media(media(InboundMessage.MediaKind(rawValue: kind) ?? .image, caption: nil))
        }
    }

    fileprivate static func media(_ kind: InboundMessage.MediaKind, caption: String?) -> InboundMessage.Media {
        InboundMessage.Media(kind, id: "test.media", mimeType: kind.usualType, caption: caption)
    }
}

extension InboundMessage.MediaKind {
    fileprivate var usualType: String {
        switch self {
        case .audio: "audio/ogg; codecs=opus"
        case .image: "image/jpeg"
        case .video: "video/mp4"
        case .document: "application/pdf"
        case .sticker: "image/webp"
        }
    }
}

extension Shape where Value == SentDefinition {
    /// A kind, a kind with the caption, or a kind with more of what the channel tells.
    static var sent: Shape<SentDefinition> {
        let plain = Shape<String>.oneOf(SentDefinition.kinds).map { SentDefinition(content: SentDefinition.usual($0)) }
        var detailed = InboundMessage.MediaKind.allCases.map { ($0.rawValue, media($0)) }
        detailed.append(("location", one("location", Shape<SentLocation>.object(SentLocation.self).map { .location($0.place) })))
        let cards = Shape<[SentCard]>.list(of: .object(SentCard.self))
        detailed.append(("contacts", one("contacts", cards.map { .contacts($0.map(\.card)) })))
        return .either(plain, .kinds("a message", detailed))
    }

    private static func media(_ kind: InboundMessage.MediaKind) -> Shape<SentDefinition> {
        let caption = Shape<String>.text.map { InboundMessage.Content.media(SentDefinition.media(kind, caption: $0)) }
        let details = Shape<InboundMessage.Content>.object(SentMedia.fields(of: kind)) { (map) throws(Unreadable) in
            .media(try SentMedia.read(&map, kind))
        }
        return one(kind.rawValue, .either(caption, details))
    }

    private static func one(_ key: String, _ shape: Shape<InboundMessage.Content>) -> Shape<SentDefinition> {
        let field = Field.required(key, shape, "what is written beside it, or more of what the channel tells")
        return .object(Fields(field)) { (map) throws(Unreadable) in SentDefinition(content: try map.read(field)) }
    }
}

/// The details of a file that is sent.
private enum SentMedia {
    static let id = Field.optional("id", .text, "by which the channel gives the file out")
    static let mimeType = Field.optional("mime_type", .text, "its type", examples: ["application/pdf"])
    static let caption = Field.optional("caption", .text, "what is written beside it")
    static let filename = Field.optional("filename", .text, "its name", examples: ["boleto.pdf"])
    static let sha256 = Field.optional("sha256", .text, "its digest")
    static let isVoice = Field.optional("voice", .boolean, "whether it was spoken into the app")

    static func fields(of kind: InboundMessage.MediaKind) -> Fields {
        switch kind {
        case .audio: Fields(id, mimeType, sha256, isVoice)
        case .image, .video: Fields(id, mimeType, caption, sha256)
        case .document: Fields(id, mimeType, caption, filename, sha256)
        case .sticker: Fields(id, mimeType, sha256)
        }
    }

    static func read(
        _ map: inout MapReader, _ kind: InboundMessage.MediaKind
    ) throws(Unreadable) -> InboundMessage.Media {
        let usual = SentDefinition.media(kind, caption: nil)
        let hasCaption = fields(of: kind)[caption.name] != nil
        return InboundMessage.Media(
            kind, id: try map.read(id) ?? usual.id, mimeType: try map.read(mimeType) ?? usual.mimeType,
            filename: kind == .document ? try map.read(filename) : nil, caption: hasCaption ? try map.read(caption) : nil,
            sha256: try map.read(sha256), isVoice: kind == .audio ? try map.read(isVoice) : nil)
    }
}

/// `{location: …}`.
private struct SentLocation: MapReadable {
    static let latitude = Field.required("latitude", .number(-90...90), "degrees north of the equator")
    static let longitude = Field.required("longitude", .number(-180...180), "degrees east of Greenwich")
    static let name = Field.optional("name", .text, "the place's name")
    static let address = Field.optional("address", .text, "the place's address")
    static let fields = Fields(latitude, longitude, name, address)

    let place: Location

    init(reading map: inout MapReader) throws(Unreadable) {
        place = Location(
            latitude: try map.read(Self.latitude), longitude: try map.read(Self.longitude), name: try map.read(Self.name),
            address: try map.read(Self.address))
    }
}

/// One of `{contacts: […]}`.
private struct SentCard: MapReadable {
    static let name = Field.optional("name", .text, "the name on the card")
    static let phones = Field.defaulted("phones", .list(of: .text), default: [], "its numbers")
    static let fields = Fields(name, phones)

    let card: InboundMessage.ContactCard

    init(reading map: inout MapReader) throws(Unreadable) {
        card = InboundMessage.ContactCard(name: try map.read(Self.name), phones: try map.read(Self.phones))
    }
}

/// `referral:` of a step: what led the customer here.
struct ReferralDefinition: MapReadable {
    static let sourceType = Field.optional("source_type", .oneOf(["ad", "post"]), "what it is")
    static let sourceID = Field.optional("source_id", .text, "its id at Meta")
    static let sourceURL = Field.optional("source_url", .text, "where it is shown")
    static let headline = Field.optional("headline", .text, "its title")
    static let body = Field.optional("body", .text, "its text")
    static let clickID = Field.optional("click_id", .text, "by which the advertiser counts the click")
    static let fields = Fields(sourceType, sourceID, sourceURL, headline, body, clickID)

    let referral: InboundMessage.Referral

    init(reading map: inout MapReader) throws(Unreadable) {
        referral = InboundMessage.Referral(
            sourceType: try map.read(Self.sourceType), sourceID: try map.read(Self.sourceID),
            sourceURL: try map.read(Self.sourceURL), headline: try map.read(Self.headline), body: try map.read(Self.body),
            clickID: try map.read(Self.clickID))
    }
}
