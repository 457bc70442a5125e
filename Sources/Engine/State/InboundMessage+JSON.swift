import CEL

extension InboundMessage {
    /// As a checkpoint and a store keep it: an object with `id`, `at` in milliseconds, and a member that is named for its content.
    public func encoded() -> JSON {
        var json: JSONObject = ["id": .string(id), "at": .int(at.milliseconds)]
        switch content {
        case .text(let text): json["text"] = .string(text)
        case .choice(let choice, let title):
            json["choice"] = .string(choice)
            json["title"] = .string(title)
        case .media(let media):
            json["media"] = .string(media.kind.rawValue)
            if !media.id.isEmpty { json["file"] = .string(media.id) }
            if !media.mimeType.isEmpty { json["mime_type"] = .string(media.mimeType) }
            json["filename"] = media.filename.map(JSON.string)
            json["caption"] = media.caption.map(JSON.string)
            json["sha256"] = media.sha256.map(JSON.string)
            json["voice"] = media.isVoice.map(JSON.bool)
        case .location(let place): json["location"] = place.encoded()
        case .contacts(let cards): json["contacts"] = .array(cards.map { $0.encoded() })
        case .other(let kind): json["other"] = .string(kind)
        case .notice(let kind): json["notice"] = .string(kind)
        }
        json["referral"] = referral?.encoded()
        if isReplay { json["replay"] = true }
        return .object(json)
    }

    /// `nil` for what `encoded()` never wrote.
    public init?(decoding json: JSON) {
        guard let id = json["id"]?.string, let at = json["at"]?.int, let content = Content(decoding: json) else { return nil }
        self.init(
            id: id, at: Timestamp(milliseconds: at), content: content, referral: json["referral"].map(Referral.init(decoding:)),
            isReplay: json["replay"] == true)
    }
}

extension InboundMessage.Content {
    fileprivate init?(decoding json: JSON) {
        if let text = json["text"]?.string {
            self = .text(text)
        } else if let choice = json["choice"]?.string, let title = json["title"]?.string {
            self = .choice(id: choice, title: title)
        } else if let kind = json["media"]?.string.flatMap(InboundMessage.MediaKind.init(rawValue:)) {
            self = .media(
                InboundMessage.Media(
                    kind, id: json["file"]?.string ?? "", mimeType: json["mime_type"]?.string ?? "",
                    filename: json["filename"]?.string, caption: json["caption"]?.string, sha256: json["sha256"]?.string,
                    isVoice: json["voice"]?.bool))
        } else if let place = json["location"].flatMap(Location.init(decoding:)) {
            self = .location(place)
        } else if let cards = json["contacts"] {
            self = .contacts(cards.elements.map(InboundMessage.ContactCard.init(decoding:)))
        } else if let kind = json["other"]?.string {
            self = .other(kind)
        } else if let kind = json["notice"]?.string {
            self = .notice(kind)
        } else {
            return nil
        }
    }
}

extension Location {
    /// An object with `latitude` and `longitude`, and `name` and `address` where they are known.
    public func encoded() -> JSON {
        var json: JSONObject = ["latitude": .double(latitude), "longitude": .double(longitude)]
        json["name"] = name.map(JSON.string)
        json["address"] = address.map(JSON.string)
        return .object(json)
    }

    public init?(decoding json: JSON) {
        guard let latitude = json["latitude"]?.number, let longitude = json["longitude"]?.number else { return nil }
        self.init(
            latitude: latitude, longitude: longitude, name: json["name"]?.string, address: json["address"]?.string)
    }
}

extension InboundMessage.ContactCard {
    fileprivate func encoded() -> JSON {
        var json: JSONObject = [:]
        json["name"] = name.map(JSON.string)
        json["phones"] = .array(phones.map(JSON.string))
        return .object(json)
    }

    fileprivate init(decoding json: JSON) {
        self.init(name: json["name"]?.string, phones: (json["phones"]?.elements ?? []).compactMap(\.string))
    }
}

extension InboundMessage.Referral {
    /// By the names that expressions use.
    func encoded() -> JSON {
        var json: JSONObject = [:]
        json["source_type"] = sourceType.map(JSON.string)
        json["source_id"] = sourceID.map(JSON.string)
        json["source_url"] = sourceURL.map(JSON.string)
        json["headline"] = headline.map(JSON.string)
        json["body"] = body.map(JSON.string)
        json["click_id"] = clickID.map(JSON.string)
        return .object(json)
    }

    init(decoding json: JSON) {
        self.init(
            sourceType: json["source_type"]?.string, sourceID: json["source_id"]?.string, sourceURL: json["source_url"]?.string,
            headline: json["headline"]?.string, body: json["body"]?.string, clickID: json["click_id"]?.string)
    }
}

extension JSON {
    /// Whole or not.
    public var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        case .null, .bool, .string, .array, .object: nil
        }
    }
}
