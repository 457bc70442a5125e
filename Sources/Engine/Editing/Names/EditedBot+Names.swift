/// Where names are given and used, and giving another.
extension EditedBot {
    /// Where the name at a place is given.
    public func definitions(of path: String, at offset: Int) -> [SourceSpan] {
        guard let name = name(in: path, at: offset) else { return [] }
        return names.filter { $0.isDefinition && $0.isSame(as: name) }.map(\.span)
    }

    /// Where the name at a place is used.
    ///
    /// - Parameter definitions: Whether also where it is given.
    public func references(of path: String, at offset: Int, definitions: Bool) -> [SourceSpan] {
        guard let name = name(in: path, at: offset) else { return [] }
        return names.filter { $0.isSame(as: name) && (definitions || !$0.isDefinition) }.map(\.span)
    }

    public enum RenameRefusal: Error, Sendable, Equatable {
        /// Nothing at the place is an author's name that is given in the bot.
        case noName
        case invalidName(String)
        case taken(String)
        /// A file cannot be read, so that not all uses are known.
        case unreadable(path: String)
    }

    /// The name at a place, when another may be given.
    public func renamable(in path: String, at offset: Int) -> SourceSpan? {
        guard let name = name(in: path, at: offset), names.contains(where: { $0.isDefinition && $0.isSame(as: name) }) else {
            return nil
        }
        return name.span
    }

    /// What is to be changed, in all files.
    public func rename(in path: String, at offset: Int, to newName: String) throws(RenameRefusal) -> [TextEdit] {
        if let path = unreadable.min() { throw .unreadable(path: path) }
        guard renamable(in: path, at: offset) != nil, let name = name(in: path, at: offset) else { throw .noName }
        guard Identifier.isValid(newName) else { throw .invalidName(newName) }
        guard !names.contains(where: { $0.isDefinition && $0.kind == name.kind && $0.name == newName }) else {
            throw .taken(newName)
        }
        return names.filter { $0.isSame(as: name) }.map { TextEdit($0.span, newName) }
    }

    func name(in path: String, at offset: Int) -> NameOccurrence? {
        guard !unreadable.contains(path) else { return nil }
        return names.first { $0.path == path && $0.span.start.offset <= offset && offset <= $0.span.end.offset }
    }

    /// The names of one kind that are given, in the order of the files.
    func names(of kind: NameKind) -> [String] {
        var seen: Set<String> = []
        return names.filter { $0.isDefinition && $0.kind == kind && seen.insert($0.name).inserted }.map(\.name)
    }
}

extension NameOccurrence {
    fileprivate func isSame(as other: NameOccurrence) -> Bool { kind == other.kind && name == other.name }
}
