public import CEL

/// A bot as an editor sees it: files that may be half written, and what stands where in them.
///
/// Places are offsets in Unicode scalars of a file, whose path is the one within the bot's folder.
public struct EditedBot: Sendable {
    public let files: BotFiles
    /// What each file says; of one that cannot be read, what it said last.
    let trees: [String: YAMLNode]
    /// Files that cannot be read as they stand.
    let unreadable: Set<String>
    let scopes: EditingScopes
    let names: [NameOccurrence]
    private let locales: LocaleSource

    /// - Parameter previous: The same bot before the last change: what a file said goes on to hold while it cannot be read.
    public init(_ files: BotFiles, locales: LocaleSource = .builtIn, after previous: EditedBot? = nil) {
        var trees: [String: YAMLNode] = [:]
        var unreadable: Set<String> = []
        for path in files.paths where BotSchemas.grammar(of: path) != nil {
            guard let file = files[path] else { continue }
            var diagnostics = Diagnostics()
            let tree = files.tree(of: file, into: &diagnostics)
            if tree == nil || diagnostics.hasErrors { unreadable.insert(path) }
            trees[path] = tree ?? previous?.trees[path]
        }
        self.init(files, trees, unreadable, locales)
    }

    private init(_ files: BotFiles, _ trees: [String: YAMLNode], _ unreadable: Set<String>, _ locales: LocaleSource) {
        self.files = files
        self.trees = trees
        self.unreadable = unreadable
        self.locales = locales
        scopes = EditingScopes(
            trees.reduce(files) { $0.replacing(files[$1.key]?.path ?? $1.key, with: $1.value) }, locales: locales)
        names = NameOccurrence.all(in: trees, scopes)
    }

    /// With what a file says that cannot be read as it stands, and never could.
    func taking(_ tree: YAMLNode, for path: String) -> EditedBot {
        guard unreadable.contains(path), trees[path] == nil else { return self }
        return EditedBot(files, trees.merging([path: tree]) { _, new in new }, unreadable, locales)
    }

    /// What stands at a place, the innermost last.
    func places(in path: String, at offset: Int) -> [TreePlace] {
        guard let root = trees[path], !unreadable.contains(path), let grammar = BotSchemas.grammar(of: path) else { return [] }
        var places: [TreePlace] = []
        grammar.walk(root) { place in
            if place.span.offsets.contains(offset) || place.span.end.offset == offset { places.append(place) }
        }
        return places
    }
}

/// One change of a file.
public struct TextEdit: Sendable, Equatable {
    public let span: SourceSpan
    public let text: String

    public init(_ span: SourceSpan, _ text: String) {
        self.span = span
        self.text = text
    }
}
