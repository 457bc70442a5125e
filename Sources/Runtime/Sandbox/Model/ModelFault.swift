public import Engine

/// Why a model host refuses a request, in the form of OpenAI's API.
public struct ModelFault: Error, Sendable, Equatable {
    public let status: Int
    public let message: String
    /// Such as `invalid_api_key`.
    public let code: String?

    init(status: Int = 400, _ message: String, code: String? = nil) {
        self.status = status
        self.message = message
        self.code = code
    }

    /// What the API answers.
    public var body: JSON {
        [
            "error": [
                "message": .string(message), "type": "invalid_request_error", "param": .null,
                "code": code.map(JSON.string) ?? .null,
            ]
        ]
    }
}
