/// Who writes to the bot in the sandbox.
public struct Customer: Sendable, Equatable {
    /// Digits with country code.
    public let phone: String
    public let name: String

    public init(phone: String = "5511999990001", name: String = "Ana Souza") {
        self.phone = phone
        self.name = name
    }
}
