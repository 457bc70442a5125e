public import CEL
import FoundationEssentials
import FoundationInternationalization

/// The languages of the Unicode CLDR that Swift's Foundation brings along.
///
/// Its data is mapped into memory by the first question that is not about a built-in language, and each language is read once. A class
/// for its identity: it owns the memo.
public final class SystemLocales: Sendable {
    private let known = Locked<[String: LocaleData]>([:])

    public init() {}

    public var source: LocaleSource {
        LocaleSource(names: { SystemLocales.available.keys.sorted() }, find: { self.locale(named: $0) })
    }

    private func locale(named name: String) -> LocaleData? {
        if let data = known.withLock({ $0[name] }) { return data }
        guard let identifier = SystemLocales.available[name] else { return nil }
        let data = LocaleReader(name: name, identifier: identifier).data
        known.withLock { $0[name] = data }
        return data
    }

    /// Foundation's identifiers by a language and perhaps a country; where there are several scripts it is the first by name, as in `sr`
    /// Cyrillic before Latin.
    private static let available: [String: String] = {
        var identifiers: [String: String] = [:]
        for identifier in Locale.availableIdentifiers.sorted() {
            let language = Locale.Language(identifier: identifier)
            guard let code = language.languageCode?.identifier else { continue }
            let region = identifier.split(separator: "_").dropFirst().last.flatMap { $0.count < 4 ? String($0) : nil }
            let name = region.map { "\(code)-\($0)" } ?? code
            if identifiers[name] == nil { identifiers[name] = identifier }
        }
        return identifiers
    }()
}
