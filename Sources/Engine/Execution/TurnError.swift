import CEL

/// Why a node cannot go on; ends at the node's `on_error` or in the bot's apology.
struct TurnError: Error, Equatable {
    enum Code: String {
        /// An expression had no value.
        case expression
        case tool, model
        /// A model was to be asked once too often.
        case budget
        /// A model insisted on what a policy forbids.
        case policy
        /// The graph ran too long without waiting.
        case endless
        /// The node worked longer than it may.
        case timeout
        /// The turn was given up from outside.
        case abandoned
    }

    let code: Code
    /// For the operator: never message text, phone numbers, secrets or SQL arguments.
    let message: String
    /// What the bot's author lets the person know, where there is such a text.
    var told: String?

    init(code: Code, message: String, told: String? = nil) {
        self.code = code
        self.message = message
        self.told = told
    }

    /// `error` of expressions.
    var value: Value {
        .map(MapValue([("code", .string(code.rawValue)), ("message", .string(told ?? ""))]))
    }
}

extension TurnError {
    init?(decoding json: JSON) {
        guard let code = json["code"]?.string.flatMap(Code.init(rawValue:)), let message = json["message"]?.string else {
            return nil
        }
        self.init(code: code, message: message, told: json["told"]?.string)
    }

    func encoded() -> JSON {
        var json: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
        if let told { json["told"] = .string(told) }
        return .object(json)
    }
}
