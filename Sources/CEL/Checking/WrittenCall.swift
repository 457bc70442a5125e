/// A call as it stands in the text, for saying how it should be written.
struct WrittenCall {
    let name: String
    /// Of the name.
    let place: Range<Int>
    /// From the target or the name to the closing parenthesis.
    let whole: Range<Int>
    /// With a method the first one is its target.
    let arguments: [Expression]
    let isMethod: Bool

    /// `name(a, b)` or `a.name(b)`, whichever it is not.
    func turned(into name: String) -> [Edit] {
        guard let first = arguments.first else { return [] }
        let second = arguments.dropFirst().first?.range.lowerBound
        if isMethod {
            let dot = place.lowerBound - 1
            let opening = Edit(whole.lowerBound..<whole.lowerBound, "\(name)(")
            return [opening, second.map { Edit(dot..<$0, ", ") } ?? Edit(dot..<whole.upperBound, ")")]
        }
        return [
            Edit(place.lowerBound..<first.range.lowerBound, ""),
            second.map { Edit(first.range.upperBound..<$0, ".\(name)(") }
                ?? Edit(first.range.upperBound..<whole.upperBound, ".\(name)()"),
        ]
    }

    /// The arguments of a function with signs between them: `and(a, b)` as `a && b`.
    func joined(by signs: [String]) -> [Edit] {
        guard arguments.count == signs.count + 1, let first = arguments.first, let last = arguments.last else { return [] }
        var edits = [Edit(whole.lowerBound..<first.range.lowerBound, "")]
        for (sign, (left, right)) in zip(signs, zip(arguments, arguments.dropFirst())) {
            edits.append(Edit(left.range.upperBound..<right.range.lowerBound, " \(sign) "))
        }
        return edits + [Edit(last.range.upperBound..<whole.upperBound, "")]
    }

    struct Macro {
        let name: String
        /// Whether it was called by a name that other languages have for it, and all else is right.
        let isRenamed: Bool
        let edits: [Edit]
        let hint: Wording?
    }

    /// The macro that is meant; `nil` when none is.
    func macro(over range: Type) -> Macro? {
        guard let macro = Self.synonyms[name] ?? (Self.macros.contains(name) ? name : nil), !arguments.isEmpty else { return nil }
        let hint: Wording =
            "as in \(arguments[0].path?.names.joined(separator: ".") ?? "list").\(macro)(x, \(Self.example(macro)))"
        let renaming = name == macro ? [] : [Edit(place, macro)]
        guard isMethod else {
            if arguments.count == 2, name == "exists" { return nil }
            return Macro(name: macro, isRenamed: false, edits: arguments.count == 3 ? turned(into: macro) : [], hint: hint)
        }
        if arguments.count == 3, !renaming.isEmpty { return Macro(name: macro, isRenamed: true, edits: renaming, hint: nil) }
        guard arguments.count == 2, let body = arguments.last else {
            return Macro(name: macro, isRenamed: false, edits: [], hint: hint)
        }
        // `items.exists(stock == 0)`, where the names are fields of the elements.
        var element: ObjectType?
        if case .list(.object(let object)) = range { element = object }
        let fields = body.freeNames.filter { name in
            guard case .name(let text, _) = name.kind else { return false }
            return element?.field(named: text) != nil
        }
        guard !fields.isEmpty else { return Macro(name: macro, isRenamed: false, edits: [], hint: hint) }
        let edits = fields.map { Edit($0.range.lowerBound..<$0.range.lowerBound, "x.") }
        let opening = Edit(body.range.lowerBound..<body.range.lowerBound, "x, ")
        return Macro(name: macro, isRenamed: false, edits: [opening] + edits + renaming, hint: hint)
    }

    private static func example(_ macro: String) -> String { macro == "map" || macro == "sortBy" ? "x.name" : "x.total > 10" }

    private static let macros: Set<String> = ["all", "exists", "existsOne", "exists_one", "map", "filter", "sortBy"]

    private static let synonyms = [
        "some": "exists", "any": "exists", "every": "all", "where": "filter", "select": "map", "each": "map", "forEach": "map",
        "find": "filter",
    ]
}
