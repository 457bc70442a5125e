import CEL

/// `extends:`, a bot that has another's keys and files where it has none of its own.
extension BotFiles {
    /// The file of a base that is no bot by itself, so that a folder of bots does not offer it as one.
    public static let base = "base.yaml"
    /// How many bases may stand behind one another.
    public static let baseLimit = 8

    /// The folder beside the bot's that its `bot.yaml`, or a base's `base.yaml`, names under `extends`.
    ///
    /// - Returns: `nil` when it names none, or one that is no folder beside this one: nothing else may be read.
    public var baseName: String? {
        var ignored = Diagnostics()
        return mainFile.flatMap { YAMLReader.read($0, into: &ignored) }.flatMap(BotFiles.written)
            .flatMap { BotFiles.folderName($0.value) }
    }

    /// The same with a base, and its bases, behind it: its files other than tests are this bot's too where it has none at their path.
    public func extending(_ base: BotFiles) -> BotFiles {
        var copy = self
        copy.bases = [base] + base.bases
        for path in base.paths where !path.hasPrefix("tests/") && path != BotFiles.main && path != BotFiles.base {
            if copy[path] == nil, let file = base[path] { copy = copy.adding(file, at: path) }
        }
        return copy
    }

    func isOfBase(_ file: SourceFile) -> Bool { bases.contains { file.path.hasPrefix($0.folder + "/") } }

    /// `bot.yaml`, or the file of a base.
    var mainFile: SourceFile? { self[BotFiles.main] ?? self[BotFiles.base] }

    /// What `bot.yaml` says, over what its bases say: mappings are merged, all else replaces.
    func merged(_ root: YAMLNode, into diagnostics: inout Diagnostics) -> YAMLNode {
        var layers = [root]
        var folders = [lastName]
        for base in bases.map(Optional.some) + [nil] {
            guard let layer = layers.last, let written = BotFiles.written(layer) else { break }
            guard let name = BotFiles.folderName(written.value) else {
                diagnostics.report(.wrongBase(written))
                break
            }
            if folders.contains(name) {
                diagnostics.report(.circularBase(written))
                break
            }
            guard let base, let file = base.mainFile else {
                diagnostics.report(folders.count > BotFiles.baseLimit ? .tooManyBases(written) : .missingBase(written))
                break
            }
            guard let tree = YAMLReader.read(file, into: &diagnostics) else { break }
            guard tree.mapping != nil else {
                diagnostics.report(
                    .wrongType(expected: "a mapping with \(Diagnostic.listed(BotDefinition.fields.names))", found: tree))
                break
            }
            layers.append(tree)
            folders.append(name)
        }
        return layers.dropFirst().reduce(root) { BotFiles.overlaid($0, over: $1) }
    }

    private static func overlaid(_ own: YAMLNode, over base: YAMLNode) -> YAMLNode {
        guard let mine = own.mapping, let theirs = base.mapping else { return own }
        let shared = theirs.entries.filter { $0.key.value != extendsKey && mine[$0.key.value] == nil }
        let entries = mine.entries.map { entry in
            YAMLMapping.Entry(
                key: entry.key, value: theirs[entry.key.value].map { overlaid(entry.value, over: $0) } ?? entry.value)
        }
        return .mapping(YAMLMapping(entries: entries + shared, anchor: mine.anchor, span: mine.span))
    }

    private static let extendsKey = "extends"

    private static func written(_ root: YAMLNode) -> Located<String>? {
        root.mapping?[extendsKey]?.scalar.map { Located($0.text, at: $0.span) }
    }

    /// Of `../name`.
    private static func folderName(_ written: String) -> String? {
        guard written.hasPrefix("../") else { return nil }
        let name = written.dropFirst(3)
        return name.isEmpty || name.hasPrefix(".") || name.contains("/") ? nil : String(name)
    }

    private var lastName: String { folder.split(separator: "/").last.map(String.init) ?? "" }
}

extension Diagnostic {
    fileprivate static func wrongBase(_ base: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongReference, "a base is a folder beside the bot's own, and '\(base.value)' is none", at: base.span,
            help: "write '../' and the folder's name, as in '../base'")
    }

    fileprivate static func missingBase(_ base: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .missingFile, "'\(base.value)' has neither a '\(BotFiles.base)' nor a '\(BotFiles.main)'", at: base.span,
            help: "put what several bots share into '\(base.value)/\(BotFiles.base)'")
    }

    fileprivate static func circularBase(_ base: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongReference, "'\(base.value)' extends this bot in turn", at: base.span,
            help: "put what both share into a third folder")
    }

    fileprivate static func tooManyBases(_ base: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongReference, "at most \(BotFiles.baseLimit) bases may stand behind one another", at: base.span,
            help: "put the keys of two of them into one")
    }
}
