extension Bot {
    /// Every environment variable that its files name without a default, sorted.
    public var requiredVariables: [String] {
        var filler = SettingFiller(environment: [:])
        _ = filler.settings(of: definition)
        return MissingSettings(names: filler.missing).names
    }

    /// The bot's settings with `environment` filled in.
    ///
    /// - Throws: All names that are wanted and missing, at once. One that is set to nothing counts as missing.
    public func settings(from environment: [String: String]) throws(MissingSettings) -> BotSettings {
        var filler = SettingFiller(environment: environment)
        let settings = filler.settings(of: definition)
        guard filler.missing.isEmpty else { throw MissingSettings(names: filler.missing) }
        return settings
    }

    /// The bot's models, whatever else is missing.
    ///
    /// - Throws: The names that its models want and that are missing, at once.
    public func models(from environment: [String: String]) throws(MissingSettings) -> [String: ModelSettings] {
        var filler = SettingFiller(environment: environment)
        let models = filler.models(of: definition)
        guard filler.missing.isEmpty else { throw MissingSettings(names: filler.missing) }
        return models
    }

    /// The bot's connections whose settings `environment` has, whatever else is missing.
    public func connections(from environment: [String: String]) -> [String: ConnectionSettings] {
        var connections: [String: ConnectionSettings] = [:]
        for named in definition.connections.entries {
            var filler = SettingFiller(environment: environment)
            guard let settings = named.value.map({ filler.connection($0) }), filler.missing.isEmpty else { continue }
            connections[named.name.value] = settings
        }
        return connections
    }

    /// Every environment variable that a connection names, whether it has a default or not.
    public func variables(ofConnection name: String) -> [String] {
        guard let connection = definition.connections[name] else { return [] }
        return connection.variables
    }

    /// What a connection needs and `environment` lacks.
    public func missingVariables(ofConnection name: String, in environment: [String: String]) -> [String] {
        guard let connection = definition.connections[name] else { return [] }
        var filler = SettingFiller(environment: environment)
        _ = filler.connection(connection)
        return filler.missing
    }
}

extension ConnectionDefinition {
    fileprivate var variables: [String] {
        switch self {
        case .sql(let sql):
            switch sql.database {
            case .sqlite(let path): path.variables
            case .postgres(let url): [url.variable]
            }
        case .http(let http), .mcp(let http):
            [http.url.variable] + http.allowsPrivate.variables + (http.authentication?.variables ?? [])
        }
    }
}

extension HTTPConnectionDefinition.Authentication {
    fileprivate var variables: [String] {
        switch self {
        case .bearer(let token): [token.variable]
        case .basic(let user, let password): user.variables + [password.variable]
        case .header(_, let value): [value.variable]
        }
    }
}

extension Setting {
    fileprivate var variables: [String] {
        parts.compactMap { part in
            if case .variable(let name, _) = part { name } else { nil }
        }
    }
}

/// Fills settings in and notes what is missing, so that all of it can be told at once.
private struct SettingFiller {
    let environment: [String: String]
    var missing: [String] = []

    mutating func settings(of bot: BotDefinition) -> BotSettings {
        var connections: [String: ConnectionSettings] = [:]
        for named in bot.connections.entries { connections[named.name.value] = named.value.map { connection($0) } }
        return BotSettings(
            whatsapp: bot.channels.whatsApp.map { whatsApp($0) }, connections: connections, models: models(of: bot))
    }

    mutating func models(of bot: BotDefinition) -> [String: ModelSettings] {
        var models: [String: ModelSettings] = [:]
        for named in bot.models.entries { models[named.name.value] = named.value.map { model($0) } }
        return models
    }

    private mutating func text(_ setting: Setting) -> String {
        let environment = environment
        missing += setting.requiredVariables.filter { environment[$0]?.isEmpty ?? true }
        return setting.value { environment[$0] } ?? ""
    }

    private mutating func secret(_ reference: SecretReference) -> Secret {
        let value = environment[reference.variable] ?? ""
        if value.isEmpty { missing.append(reference.variable) }
        return Secret(value)
    }

    private mutating func url(_ setting: Setting) -> String { text(setting).withoutTrailingSlash }

    private mutating func whatsApp(_ written: WhatsAppDefinition) -> WhatsAppSettings {
        WhatsAppSettings(
            phoneNumberID: text(written.phoneNumberID), accessToken: secret(written.accessToken),
            appSecret: secret(written.appSecret),
            verifyToken: secret(written.verifyToken), apiVersion: text(written.apiVersion), baseURL: url(written.baseURL),
            messagesPerSecond: written.messagesPerSecond)
    }

    mutating func connection(_ written: ConnectionDefinition) -> ConnectionSettings {
        switch written {
        case .sql(let sql):
            let access = DatabaseAccess(rawValue: sql.access.rawValue) ?? .read
            switch sql.database {
            case .sqlite(let path): return .sqlite(path: text(path), access: access, timeout: sql.timeout)
            case .postgres(let url): return .postgres(url: secret(url), access: access, timeout: sql.timeout)
            }
        case .http(let http):
            let url = secret(http.url).revealed.withoutTrailingSlash
            return .http(server(http, at: url))
        case .mcp(let http):
            let url = secret(http.url).revealed
            return .mcp(server(http, at: url))
        }
    }

    private mutating func server(_ written: HTTPConnectionDefinition, at url: String) -> HTTPConnectionSettings {
        HTTPConnectionSettings(
            baseURL: url, authorization: authorization(written.authentication), timeout: written.timeout,
            retries: written.retries, allowsPrivateAddresses: text(written.allowsPrivate) == "true")
    }

    private mutating func authorization(_ written: HTTPConnectionDefinition.Authentication?)
        -> HTTPConnectionSettings.Authorization
    {
        switch written {
        case nil: .none
        case .bearer(let token)?: .bearer(secret(token))
        case .basic(let user, let password)?: .basic(user: text(user), password: secret(password))
        case .header(let name, let value)?: .header(name: name, value: secret(value))
        }
    }

    private mutating func model(_ written: ModelDefinition) -> ModelSettings {
        ModelSettings(
            provider: written.provider, model: written.model, temperature: written.temperature,
            maximumTokens: written.maximumTokens,
            apiKey: secret(written.apiKey), baseURL: written.baseURL.map { url($0) } ?? "", timeout: written.timeout,
            fallback: written.fallback?.value)
    }
}

extension String {
    fileprivate var withoutTrailingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
