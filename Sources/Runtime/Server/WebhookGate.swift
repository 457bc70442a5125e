import Engine

/// Decides what a webhook request may tell, and of whom: it holds what Meta was told of each bot, and acts on nothing.
struct WebhookGate: Sendable {
    /// One bot's number.
    private struct Account: Sendable {
        let bot: BotID
        let phoneNumberID: String
        let verifyToken: VerifyToken
    }

    /// An app at Meta and the numbers that it tells of.
    private struct App: Sendable {
        let signature: WebhookSignature
        var accounts: [Account] = []
    }

    private var apps: [App] = []

    /// - Throws: When two bots have one number or one name, or an app secret is empty.
    init(_ bots: [(id: BotID, settings: WhatsAppSettings)]) throws(WrongSettings) {
        var places: [Secret: Int] = [:]
        var owners: [String: BotID] = [:]
        var problems: [String] = []
        for (id, settings) in bots {
            if let owner = owners.updateValue(id, forKey: settings.phoneNumberID) {
                problems.append("the bots '\(owner.rawValue)' and '\(id.rawValue)' have the same phone_number_id")
            }
            let account = Account(bot: id, phoneNumberID: settings.phoneNumberID, verifyToken: VerifyToken(settings.verifyToken))
            if let place = places[settings.appSecret] {
                apps[place].accounts.append(account)
            } else if let signature = WebhookSignature(appSecret: settings.appSecret) {
                places[settings.appSecret] = apps.count
                apps.append(App(signature: signature, accounts: [account]))
            } else {
                problems.append("the bot '\(id.rawValue)' has an empty app_secret")
            }
        }
        if !problems.isEmpty { throw WrongSettings(problems: problems) }
    }

    func hosts(_ bot: BotID) -> Bool {
        apps.contains { $0.accounts.contains { $0.bot == bot } }
    }

    /// Whether `token` is the verify token of `bot`, or of any bot where none is named. Compares with each, whichever it is.
    func verifies(_ token: String, for bot: BotID?) -> Bool {
        apps.flatMap(\.accounts).filter { bot == nil || $0.bot == bot }
            .reduce(false) { found, account in account.verifyToken.matches(token) || found }
    }

    /// What the sender of a body may tell: of the numbers whose app secret signed it, and of no others.
    ///
    /// - Parameters:
    ///   - signature: The value of `X-Hub-Signature-256`.
    ///   - bot: Where only this bot may be told of.
    /// - Returns: `nil` when no secret in question made the signature.
    func pass(for body: [UInt8], signedBy signature: String, to bot: BotID?) -> WebhookPass? {
        for app in apps {
            let accounts = app.accounts.filter { bot == nil || $0.bot == bot }
            guard !accounts.isEmpty, app.signature.isValid(signature, for: body) else { continue }
            return WebhookPass(bots: Dictionary(accounts.map { ($0.phoneNumberID, $0.bot) }) { first, _ in first })
        }
        return nil
    }
}

/// The numbers that one sender may tell of.
struct WebhookPass: Sendable {
    /// By phone number id.
    fileprivate let bots: [String: BotID]

    /// The events of the envelope that are for these numbers, in their order.
    func admit(_ envelope: WhatsAppEnvelope) -> Admission {
        var admission = Admission()
        for part in envelope.parts {
            if let bot = bots[part.phoneNumberID] {
                admission.arrivals.append(Arrival(bot: bot, account: part.phoneNumberID, event: part.event))
            } else {
                admission.unknown += 1
            }
        }
        return admission
    }

    struct Admission: Sendable, Equatable {
        fileprivate(set) var arrivals: [Arrival] = []
        /// How many events were for numbers that the sender may not tell of, or that no bot here has.
        fileprivate(set) var unknown = 0
    }
}
