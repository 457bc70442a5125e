/// What WhatsApp takes in one message, counted as it counts: in UTF-16 units.
///
/// - SeeAlso: WhatsApp Cloud API, "Interactive reply buttons messages" and "Text messages".
enum ButtonLimits {
    static let buttons = 3
    static let label = 20
    static let body = 1024

    static func check(_ labels: [Located<String>], _ map: inout MapReader) {
        if labels.count > buttons, let extra = labels.dropFirst(buttons).first {
            map.report(.tooManyButtons(labels.count, limit: buttons, at: extra.span))
        }
        var seen: [String: Located<String>] = [:]
        for written in labels {
            let size = written.value.utf16.count
            if size > label || size == 0 { map.report(.labelTooLong(written.value, size: size, limit: label, at: written.span)) }
            if let first = seen.updateValue(written, forKey: written.value.folded) {
                map.report(.sameLabel(written.value, at: written.span, first: first.span))
            }
        }
    }

    /// A text's fixed parts alone; what its expressions add is cut when it is sent.
    static func check(_ text: Reply, hasButtons: Bool, _ map: inout MapReader) {
        guard hasButtons, text.leastSize > body else { return }
        map.report(.textTooLong(size: text.leastSize, limit: body, at: text.span))
    }
}
