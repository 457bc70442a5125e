import ArgumentParser
import Engine

/// Where editors and code scanning find the page of a code.
struct PagesOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where a copy of docs/diagnostics can be read, as an address that a browser opens; links to it stand in SARIF and the editor.",
            valueName: "address"),
        transform: PagesOption.parsed)
    var pages: PagesAddress?

    @Sendable private static func parsed(_ text: String) throws -> PagesAddress {
        guard let address = PagesAddress(text) else {
            throw ValidationError("expected an address such as 'https://example.org/diagnostics', found '\(text)'")
        }
        return address
    }
}
