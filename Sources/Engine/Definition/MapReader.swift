import CEL

/// Reads the fields of one mapping and reports everything that is wrong with it.
///
/// Keys that are not known or are missing are reported at once; a field is judged when it is read or, when reading ends before it, at the end.
struct MapReader {
    let mapping: YAMLMapping
    private let fields: Fields
    private(set) var diagnostics: Diagnostics
    /// Of the keys that are known.
    private let entries: [String: YAMLMapping.Entry]
    private var judged: Set<String> = []

    /// - Parameters:
    ///   - node: Anything but a mapping is reported.
    ///   - body: Reads the fields; it may leave out some and may throw after the first that is unreadable.
    static func read<Value>(
        _ node: YAMLNode,
        _ fields: Fields,
        into diagnostics: inout Diagnostics,
        _ body: (inout MapReader) throws(Unreadable) -> Value
    ) throws(Unreadable) -> Value {
        guard let mapping = node.mapping else {
            diagnostics.report(.wrongType(expected: "a mapping with \(Diagnostic.listed(fields.names))", found: node))
            throw Unreadable()
        }
        var reader = MapReader(mapping, fields, diagnostics)
        diagnostics = Diagnostics()
        defer { diagnostics = reader.diagnostics }
        let isComplete = reader.checkKeys()
        let result = Result { () throws(Unreadable) in try body(&reader) }
        reader.checkRest()
        guard isComplete else { throw Unreadable() }
        return try result.get()
    }

    private init(_ mapping: YAMLMapping, _ fields: Fields, _ diagnostics: Diagnostics) {
        self.mapping = mapping
        self.fields = fields
        self.diagnostics = diagnostics
        let names = Set(fields.names)
        let known = mapping.entries.lazy.filter { names.contains($0.key.value) }.map { ($0.key.value, $0) }
        entries = Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    var span: SourceSpan { mapping.span }

    /// - Throws: When the value is unreadable, or when a required one is missing.
    mutating func read<Value>(_ field: Field<Value>) throws(Unreadable) -> Value {
        judged.insert(field.name)
        return try field.read(entries[field.name]?.value, into: &diagnostics)
    }

    /// For parts without which the rest still has a meaning.
    ///
    /// - Returns: `nil` when the value is unreadable or missing.
    mutating func attempt<Value>(_ field: Field<Value>) -> Value? {
        try? read(field)
    }

    func has(_ field: any FieldDeclaration) -> Bool { entries[field.name] != nil }

    /// The key as it is written, where it is written.
    func key(of field: any FieldDeclaration) -> Located<String>? { entries[field.name]?.key }

    /// Of the value, where it is written.
    func span(of field: any FieldDeclaration) -> SourceSpan? { entries[field.name]?.value.span }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.report(diagnostic) }

    mutating func report(_ others: Diagnostics) { diagnostics.report(others) }

    /// A missing key is not told when an unknown one was probably meant to be it.
    ///
    /// - Returns: Whether all required keys are there.
    private mutating func checkKeys() -> Bool {
        var meant: Set<String> = []
        let unknown = mapping.entries.filter { entries[$0.key.value] == nil }
        for entry in unknown.prefix(Diagnostics.limit) {
            let suggestion =
                NameSuggestion.nearest(to: entry.key.value, in: fields.names.filter { entries[$0] == nil })
                ?? NameSuggestion.nearest(to: entry.key.value, in: fields.names)
            if let suggestion { meant.insert(suggestion) }
            diagnostics.report(.unknownKey(entry.key, allowed: fields.names, suggestion: suggestion))
        }
        let missing = fields.declarations.filter { $0.isRequired && entries[$0.name] == nil }
        for field in missing where !meant.contains(field.name) {
            diagnostics.report(.missingKey(field.name, about: field.about, at: span))
        }
        return missing.isEmpty
    }

    private mutating func checkRest() {
        for entry in mapping.entries where !judged.contains(entry.key.value) {
            fields[entry.key.value]?.check(entry.value, key: entry.key, into: &diagnostics)
        }
    }
}
