public import CEL
public import Engine

/// What one webhook request tells, from every entry, change, message and status in it.
///
/// A part that cannot be read is set down in `skipped` and spoils none of its neighbours.
public struct WhatsAppEnvelope: Sendable, Equatable {
    /// An event and the number that it came to.
    public struct Part: Sendable, Equatable {
        public let phoneNumberID: String
        public let event: InboundEvent
    }

    /// Something in the request that makes no event.
    public struct Skipped: Sendable, Equatable {
        public enum Reason: String, Sendable, CaseIterable {
            /// The request is not of a WhatsApp account, or has not its shape.
            case envelope
            /// A change of a field that is not `messages`; `detail` names it.
            case field
            /// An error about the account or a lost webhook; `detail` is its number.
            case accountError
            /// A message in a group, or the status of one.
            case group
            /// A message without a sender, or a status without a message.
            case unaddressed
            /// A status that this version does not know; `detail` names it.
            case unknownStatus
        }

        public let reason: Reason
        /// A name from the request, at most 64 characters; never a number or text of a person.
        public let detail: String
    }

    /// Begins an identifier that a message did not come with.
    static let madeUpPrefix = "sha256."

    public private(set) var parts: [Part] = []
    public private(set) var skipped: [Skipped] = []

    /// - Parameters:
    ///   - body: The request's body; its signature is checked already.
    ///   - now: Stands in for a time that is missing or cannot be read.
    /// - Throws: When the body is not JSON. Meta need not send it again: it would be the same.
    public init(reading body: [UInt8], at now: Timestamp) throws(JSONError) {
        read(envelope: try JSON(parsing: body), at: now)
    }

    private mutating func read(envelope: JSON, at now: Timestamp) {
        if let object = envelope["object"], object.string != "whatsapp_business_account" {
            return skip(.envelope, object.string ?? "object")
        }
        guard case .array(let entries)? = envelope["entry"] else { return skip(.envelope, "entry") }
        for entry in entries {
            guard case .array(let changes)? = entry["changes"] else {
                skip(.envelope, "changes")
                continue
            }
            for change in changes { read(change: change, at: now) }
        }
    }

    private mutating func read(change: JSON, at now: Timestamp) {
        if let field = change["field"], field.string != "messages" { return skip(.field, field.string ?? "field") }
        guard let value = change["value"], let number = value["metadata"]?["phone_number_id"]?.identifier else {
            return skip(.envelope, "phone_number_id")
        }
        let directory = WhatsAppDirectory(value["contacts"]?.elements ?? [])
        for message in value["messages"]?.elements ?? [] {
            read(message: message, by: directory, to: number, at: now)
        }
        for status in value["statuses"]?.elements ?? [] { read(status: status, of: number, at: now) }
        for error in value["errors"]?.elements ?? [] { skip(.accountError, error["code"]?.identifier ?? "error") }
    }

    private mutating func read(message: JSON, by directory: WhatsAppDirectory, to number: String, at now: Timestamp) {
        let type = message["type"]?.string ?? "unknown"
        if message["group_id"]?.identifier != nil { return skip(.group, type) }
        guard let sender = directory.sender(of: message), let id = WhatsAppEnvelope.identifier(of: message) else {
            return skip(.unaddressed, type)
        }
        let content = InboundMessage.Content(whatsApp: message, type: type)
        let inbound = InboundMessage(
            id: id, at: message["timestamp"]?.unixTime ?? now, content: content,
            referral: message["referral"].flatMap(InboundMessage.Referral.init(whatsApp:)))
        parts.append(Part(phoneNumberID: number, event: .message(inbound, from: sender)))
    }

    /// A message without an identifier still gets one that is the same each time it is sent to us.
    private static func identifier(of message: JSON) -> String? {
        if let id = message["id"]?.identifier { return id }
        guard let digest = SHA256.digest(of: message.encoded()) else { return nil }
        return madeUpPrefix + digest.hexadecimal
    }

    private mutating func read(status: JSON, of number: String, at now: Timestamp) {
        let name = status["status"]?.string ?? "status"
        if status["recipient_type"]?.string == "group" { return skip(.group, name) }
        guard let stage = DeliveryStatus.Stage(rawValue: name) else { return skip(.unknownStatus, name) }
        guard let id = status["id"]?.identifier else { return skip(.unaddressed, name) }
        let delivery = DeliveryStatus(
            messageID: id, stage: stage, at: status["timestamp"]?.unixTime ?? now,
            tag: status["biz_opaque_callback_data"]?.identifier,
            failure: stage == .failed ? GraphError(status["errors"]?[0] ?? .null).failure(status: nil) : nil)
        parts.append(Part(phoneNumberID: number, event: .status(delivery)))
    }

    private mutating func skip(_ reason: Skipped.Reason, _ detail: String) {
        skipped.append(Skipped(reason: reason, detail: String(detail.prefix(64))))
    }
}
