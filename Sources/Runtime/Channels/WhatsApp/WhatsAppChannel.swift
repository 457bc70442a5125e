public import Engine

/// One number of the WhatsApp Cloud API.
///
/// - SeeAlso: Meta, WhatsApp Cloud API, "Messages", Graph API v25.0.
public struct WhatsAppChannel: Channel {
    /// For one call.
    static let timeout: Duration = .seconds(20)

    public let account: String
    private let url: String
    private let token: Secret
    private let client: HTTPClient

    public init(_ settings: WhatsAppSettings, client: HTTPClient) {
        account = settings.phoneNumberID
        url = "\(settings.baseURL)/\(settings.apiVersion)/\(settings.phoneNumberID)/messages"
        token = settings.accessToken
        self.client = client
    }

    public func parts(of message: OutboundMessage) -> [OutboundMessage] {
        switch message {
        case .text(let text, let previewURL):
            return WhatsAppChannel.texts(text, previewURL: previewURL)
        case .buttons(let body, let buttons):
            let titled = buttons.map {
                OutboundMessage.Button(id: $0.id, title: $0.title.shortened(toUnits: ChannelLimits.Part.label.limit))
            }
            return WhatsAppChannel.parts(of: body) { .buttons($0, titled) }
        case .list(let body, let list): return WhatsAppChannel.parts(of: body) { .list($0, list) }
        case .link(let body, let link): return WhatsAppChannel.parts(of: body) { .link($0, link) }
        case .media(let media, let caption?):
            let (before, rest) = WhatsAppChannel.split(caption, at: ChannelLimits.Part.caption.limit)
            return before + [.media(media, caption: rest)]
        case .media(_, nil), .location, .template: return [message]
        }
    }

    /// What does not fit goes before, and the last part has what can be tapped.
    private static func parts(
        of body: OutboundMessage.Body, _ message: (OutboundMessage.Body) -> OutboundMessage
    ) -> [OutboundMessage] {
        let (before, rest) = split(body.text, at: ChannelLimits.Part.body.limit)
        return before + [message(OutboundMessage.Body(rest, header: body.header, footer: body.footer))]
    }

    private static func split(_ text: String, at limit: Int) -> (before: [OutboundMessage], rest: String) {
        let pieces = text.pieces(ofAtMost: limit)
        let rest = pieces.last ?? text[...]
        guard pieces.count > 1 else { return ([], String(rest)) }
        return (texts(text[..<rest.startIndex].withoutTrailingWhitespace, previewURL: false), String(rest))
    }

    private static func texts(_ text: some StringProtocol, previewURL: Bool) -> [OutboundMessage] {
        text.pieces(ofAtMost: ChannelLimits.Part.text.limit).map { .text(String($0), previewURL: previewURL) }
    }

    public func send(_ message: OutboundMessage, to contact: Contact, tag: String) async throws(SendFailure) -> String {
        let answer = try await post(GraphMessage.body(of: message, to: contact, tag: tag))
        guard let id = answer["messages"]?[0]?["id"]?.string, !id.isEmpty else {
            throw SendFailure(.unknownOutcome, "the answer names no message")
        }
        return id
    }

    public func show(_ receipt: Receipt, to contact: Contact) async throws(SendFailure) {
        guard !receipt.messageID.hasPrefix(WhatsAppEnvelope.madeUpPrefix) else { return }
        var calls: [JSON] = []
        if receipt.markRead { calls.append(GraphMessage.read(receipt.messageID, typing: receipt.typing)) }
        if let emoji = receipt.reaction { calls.append(GraphMessage.reaction(emoji, on: receipt.messageID, to: contact)) }
        var failure: SendFailure?
        for call in calls {
            do {
                _ = try await post(call)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func post(_ body: JSON) async throws(SendFailure) -> JSON {
        let headers = [
            HTTPClient.Header("Authorization", "Bearer \(token.revealed)"), HTTPClient.Header("Content-Type", "application/json"),
        ]
        let request = HTTPClient.Request(
            "POST", url, headers: headers, body: body.encoded(), timeout: WhatsAppChannel.timeout, allowsPrivateAddresses: true)
        let response: HTTPClient.Response
        do {
            response = try await client.send(request)
        } catch {
            throw SendFailure(error)
        }
        let answer = (try? JSON(parsing: response.body)) ?? .null
        guard (200...299).contains(response.status) else {
            throw GraphError(answer["error"] ?? .null, hiding: token).failure(status: response.status)
        }
        return answer
    }
}

extension SendFailure {
    fileprivate init(_ failure: HTTPClient.Failure) {
        let code: Code =
            switch failure.code {
            case .unreachable, .overloaded: .retry
            case .noAnswer, .tooLarge, .cancelled: .unknownOutcome
            case .forbiddenAddress, .malformed: .accountBlocked
            }
        self.init(code, failure.message)
    }
}
