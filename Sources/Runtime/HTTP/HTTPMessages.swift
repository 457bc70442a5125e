extension HTTPClient {
    public struct Header: Sendable, Equatable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct Request: Sendable {
        /// Upper case.
        public var method: String
        /// `http` or `https`, encoded already.
        public var url: String
        public var headers: [Header]
        public var body: [UInt8]?
        /// From `send` until the whole answer is there; whole milliseconds.
        public var timeout: Duration
        /// Whether private, loopback and link-local addresses may be called.
        public var allowsPrivateAddresses: Bool
        /// A longer answer is given up.
        public var responseLimitBytes: Int

        public init(
            _ method: String, _ url: String, headers: [Header] = [], body: [UInt8]? = nil, timeout: Duration,
            allowsPrivateAddresses: Bool = false, responseLimitBytes: Int = 4 << 20
        ) {
            self.method = method
            self.url = url
            self.headers = headers
            self.body = body
            self.timeout = timeout
            self.allowsPrivateAddresses = allowsPrivateAddresses
            self.responseLimitBytes = responseLimitBytes
        }
    }

    /// An answer with any status. Redirects are answers too: none is followed.
    public struct Response: Sendable, Equatable {
        public let status: Int
        public let headers: [Header]
        public let body: [UInt8]

        public init(status: Int, headers: [Header], body: [UInt8]) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// The first header of that name, in any case.
        public func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// Why there is no answer.
    public struct Failure: Error, Sendable, Equatable {
        public enum Code: String, Sendable {
            /// The other side never got the request: its name, its address or its TLS failed.
            case unreachable
            /// The request has left, or part of it, and no whole answer came: it may have been acted upon.
            case noAnswer
            /// The address is not public and the request does not allow that. Nothing was sent.
            case forbiddenAddress
            /// The answer is longer than the request allows.
            case tooLarge
            /// The request has no valid method, URL or headers. Nothing was sent.
            case malformed
            /// As many requests as the client takes are under way. Nothing was sent.
            case overloaded
            /// The task was cancelled or the client is shut down. The request may have been acted upon.
            case cancelled
        }

        public let code: Code
        /// For the operator: never the URL, headers or bodies.
        public let message: String

        init(_ code: Code, _ message: String) {
            self.code = code
            self.message = message
        }
    }
}
