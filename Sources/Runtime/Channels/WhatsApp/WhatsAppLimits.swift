/// How long the parts of a message may be, in UTF-16 code units: of the units that Meta may mean by "character", the one that counts
/// most of a text.
///
/// - SeeAlso: Meta, WhatsApp Cloud API, "Text messages" and "Interactive reply buttons messages". A body with buttons is held to the
///   1024 that the API enforces.
enum WhatsAppLimits {
    static let text = 4096
    static let interactiveBody = 1024
    static let buttonTitle = 20
}
