/// What the stand-ins want to see. None of it opens anything but a sandbox.
public enum SandboxCredentials {
    public static let phoneNumberID = "100000000000001"
    public static let businessAccountID = "100000000000000"
    public static let accessToken = "sandbox-access-token"
    public static let verifyToken = "sandbox-verify-token"
    public static let appSecret = "sandbox-app-secret"
    public static let modelKey = "sandbox-model-key"
    public static let ticketToken = "sandbox-ticket-token"
}
