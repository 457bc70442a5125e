/// `confirm:`, what the person is asked before a call is made.
struct ConfirmationDefinition: MapReadable {
    let text: TemplateSource
    /// The labels of the two buttons.
    let accept: Located<String>
    let refuse: Located<String>
    /// After how long the question no longer stands.
    let expires: Duration

    static let text = Field.required("text", .template, "the question")
    static let accept = Field.required("accept", .located(.text), "the button that makes the call")
    static let refuse = Field.required("refuse", .located(.text), "the button that does not")
    static let expires = Field.defaulted(
        "expires", .duration, default: .seconds(900), "after how long the question no longer stands")
    static let fields = Fields(text, accept, refuse, expires)

    init(reading map: inout MapReader) throws(Unreadable) {
        text = try map.read(Self.text)
        accept = try map.read(Self.accept)
        refuse = try map.read(Self.refuse)
        expires = try map.read(Self.expires)
    }
}
