public import Engine

/// Why the Graph API refuses a request, in Meta's own form and words.
///
/// - SeeAlso: WhatsApp Cloud API, "Error codes".
public struct GraphFault: Error, Sendable, Equatable {
    public let status: Int
    public let code: Int
    public let message: String
    /// Which field is wrong and what it may be.
    public let details: String?

    init(status: Int = 400, code: Int, _ message: String, details: String? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
    }

    /// What the API answers.
    public var body: JSON {
        var error = JSONObject([
            ("message", .string(code == 0 ? message : "(#\(code)) \(message)")),
            ("type", "OAuthException"),
            ("code", .int(Int64(code))),
        ])
        if let details {
            error["error_data"] = ["messaging_product": "whatsapp", "details": .string(details)]
        }
        error["fbtrace_id"] = "sandbox"
        return ["error": .object(error)]
    }
}

extension GraphFault {
    static let noToken = GraphFault(
        status: 401, code: 0, "Authentication Error", details: "The access token is missing from the Authorization header."
    )
    static let wrongToken = GraphFault(status: 401, code: 190, "Invalid OAuth access token - Cannot parse access token")
    static let unreadableBody = GraphFault(code: 100, "Invalid parameter", details: "The request body is not a JSON object.")
    static let unknownPath = GraphFault(code: 2500, "Unknown path components")
    /// One that passes.
    public static let unknownError = GraphFault(status: 500, code: 131_000, "Something went wrong")
    static let windowClosed = GraphFault(
        code: 131_047, "Re-engagement message",
        details: "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
    )
    static let pairRate = GraphFault(
        code: 131_056, "(Business Account, Consumer Account) pair rate limit hit",
        details: "Message failed to send because there were too many messages sent from this phone number "
            + "to the same phone number in a short period of time."
    )

    static func required(_ parameter: String) -> GraphFault {
        GraphFault(code: 100, "The parameter \(parameter) is required.")
    }

    static func missing(_ details: String) -> GraphFault {
        GraphFault(code: 131_008, "Required parameter is missing", details: details)
    }

    static func invalid(_ details: String) -> GraphFault {
        GraphFault(code: 131_009, "Parameter value is not valid", details: details)
    }

    static func wrongType(_ parameter: String, _ type: String) -> GraphFault {
        GraphFault(code: 100, "Param \(parameter) must be \(type).")
    }

    static func tooLong(_ parameter: String, _ limit: Int) -> GraphFault {
        GraphFault(code: 100, "Param \(parameter) must be at most \(limit) characters long.")
    }

    static func noneOf(_ parameter: String, _ allowed: [String], got value: String) -> GraphFault {
        let list = allowed.map { $0.uppercased() }.sorted().joined(separator: ", ")
        return GraphFault(code: 100, "Param \(parameter) must be one of {\(list)} - got \"\(value)\".")
    }
}
