/// Where the data of a language comes from.
public struct LocaleSource: Sendable {
    /// Every name that `find` knows; asked for only where a wrong name is told.
    public let names: @Sendable () -> [String]
    private let find: @Sendable (String) -> LocaleData?

    /// - Parameter find: Asked only for what is not built in; has to give the same data each time.
    public init(names: @escaping @Sendable () -> [String], find: @escaping @Sendable (String) -> LocaleData?) {
        self.names = { LocaleSource.builtIn.names() + names() }
        self.find = find
    }

    private init(names: [String]) {
        self.names = { names }
        find = { _ in nil }
    }

    /// Brazilian Portuguese and American English.
    public static let builtIn = LocaleSource(names: ["pt-BR", "en-US"])

    /// - Parameter name: Such as `pt-BR`, or `pt`, which is that of Brazil as `en` is that of the United States.
    public func locale(named name: String) -> LocaleData? {
        switch name {
        case "pt-BR", "pt": .brazilianPortuguese
        case "en-US", "en": .americanEnglish
        default: find(name)
        }
    }
}
