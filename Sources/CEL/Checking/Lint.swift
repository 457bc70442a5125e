/// What looks wrong in an expression that is right: it is evaluated all the same.
public struct Lint: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A field is read that may be missing, and then the evaluation fails.
        case mayBeMissing
        /// A comparison with a text that is never there.
        case unknownChoice(String, choices: [String])
        /// A condition that no data changes.
        case constantCondition(Bool)
        /// `7 / 2`, which is 3.
        case integerDivision
        case unusedVariable(String)
        /// A macro's variable hides a name of the outside.
        case shadowedVariable(String)
        /// What follows `//` on the line is not looked at.
        case comment
    }

    /// Unicode scalars from the start of the expression's text.
    public let range: Range<Int>
    public let kind: Kind
    /// What would mend it, where that is known.
    public let edits: [Edit]

    init(_ range: Range<Int>, _ kind: Kind, edits: [Edit] = []) {
        self.range = range
        self.kind = kind
        self.edits = edits
    }
}

/// What can be said of an expression without evaluating it.
public struct Inspection: Sendable, Hashable {
    /// In the order of the text.
    public let lints: [Lint]
    /// The variables that it reads, each with the names of fields behind it as far as they are written with dots.
    public let paths: Set<[String]>
}

extension Environment {
    /// Looks an expression over. Types are known only of one that compiles; of another some lints may be missing.
    ///
    /// - Returns: `nil` when it cannot be read.
    public func inspect(_ text: String, for purpose: Purpose = .value) -> Inspection? {
        let parsed = parse(text)
        guard let expression = parsed.expression, parsed.issues.isEmpty else { return nil }
        return inspection(of: expression, text: text, types: Checker.types(in: expression, in: self), for: purpose)
    }

    func inspection(of expression: Expression, text: String, types: [Range<Int>: Type], for purpose: Purpose) -> Inspection {
        var linter = Linter(types: types, environment: self)
        linter.inspect(expression, text: text, isCondition: purpose == .condition)
        return Inspection(
            lints: linter.lints.sorted {
                ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
            },
            paths: linter.paths)
    }
}
