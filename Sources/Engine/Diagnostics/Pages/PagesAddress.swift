/// Where the pages of `docs/diagnostics` can be read by a browser, such as in the copy of a company.
public struct PagesAddress: Sendable, Hashable {
    private let folder: String

    /// - Parameter text: Of the folder, with `https://`, `http://` or `file:///` at the beginning; anything else is `nil`.
    public init?(_ text: String) {
        guard ["https://", "http://", "file:///"].contains(where: { text.hasPrefix($0) && text.count > $0.count }),
            text.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && $0 != "\"" && $0 != "<" && $0 != ">" })
        else { return nil }
        folder = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    public func page(of code: DiagnosticCode) -> String { "\(folder)/\(code.rawValue).md" }
}
