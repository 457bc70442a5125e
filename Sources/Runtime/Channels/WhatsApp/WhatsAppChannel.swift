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
        case .buttons(let text, let buttons):
            let pieces = text.pieces(ofAtMost: WhatsAppLimits.interactiveBody)
            let body = pieces.last ?? text[...]
            let titled = buttons.map {
                OutboundMessage.Button(id: $0.id, title: $0.title.shortened(to: WhatsAppLimits.buttonTitle))
            }
            let before =
                pieces.count > 1
                ? WhatsAppChannel.texts(text[..<body.startIndex].withoutTrailingWhitespace, previewURL: false) : []
            return before + [.buttons(String(body), titled)]
        case .template:
            return [message]
        }
    }

    private static func texts(_ text: some StringProtocol, previewURL: Bool) -> [OutboundMessage] {
        text.pieces(ofAtMost: WhatsAppLimits.text).map { .text(String($0), previewURL: previewURL) }
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
