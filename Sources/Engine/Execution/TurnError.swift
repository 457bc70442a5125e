import CEL

/// Why a node cannot go on; ends at the node's `on_error` or in the bot's apology.
struct TurnError: Error {
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
        /// The turn was given up from outside.
        case abandoned
    }

    let code: Code
    /// For the operator: never message text, phone numbers, secrets or SQL arguments.
    let message: String
    /// What the bot's author lets the person know, where there is such a text.
    var told: String?

    /// `error` of expressions.
    var value: Value {
        .map(MapValue([("code", .string(code.rawValue)), ("message", .string(told ?? ""))]))
    }
}
