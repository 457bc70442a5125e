/// What expressions may use: variables, functions, and the rules of the place where they stand.
public struct Environment: Sendable {
    /// How numbers and nulls are taken.
    public enum Profile: Sendable {
        /// CEL to the letter.
        case standard
        /// For authors who are no programmers: an `int` may be used with a `double` and becomes one, numbers of unlike kinds
        /// compare, and a null in the data is the same as a missing member.
        case host
    }

    let variables: [Variable]
    let profile: Profile
    let limits: Limits
    let container: String
    let slots: [String: Int]
    let functions: [String: [Function]]
    /// The slot of the variable `now`.
    let clock: Int?

    /// - Parameters:
    ///   - variables: In the order in which ``Program/evaluate(_:)`` is given their values. A name may hold dots. In the host
    ///     profile a timestamp `now` is the time of the functions `now`, `today` and `parseDate`, which are there only with it.
    ///   - functions: Beyond the standard ones.
    ///   - region: How the host profile's functions write numbers, money and dates.
    ///   - container: The dotted name in which relative names are looked up first.
    public init(
        variables: [Variable], functions: [Function] = [], profile: Profile = .host, region: Region = .default,
        limits: Limits = .default, container: String = ""
    ) {
        self.variables = variables
        self.profile = profile
        self.limits = limits
        self.container = container
        slots = Dictionary(variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        clock = slots["now"].flatMap { variables[$0].type == .timestamp ? $0 : nil }
        var known = profile == .host ? region.functions : StandardLibrary.functions
        if clock == nil { known = known.filter { !$0.value.contains(where: \.isGivenTime) } }
        self.functions =
            functions.isEmpty ? known : known.merging(Dictionary(grouping: functions, by: \.name), uniquingKeysWith: +)
    }

    /// Parses and checks an expression.
    ///
    /// - Throws: All faults of the expression; where it cannot be read to its end, those up to there.
    public func compile(_ text: String, for purpose: Purpose = .value) throws(CompileError) -> Program {
        let parsed = parse(text)
        guard let expression = parsed.expression else { throw CompileError(issues: parsed.issues) }
        let checked = Checker.check(expression, for: purpose, in: self)
        let issues = parsed.issues.joined(with: checked.issues)
        guard issues.isEmpty else { throw CompileError(issues: issues) }
        return Planner.program(for: expression, as: purpose, text: text, type: checked.type, in: self)
    }

    /// Compiles an expression and looks it over, for less than `compile` and `inspect` together.
    ///
    /// - Throws: As `compile` does.
    public func examine(
        _ text: String, for purpose: Purpose = .value
    ) throws(CompileError) -> (program: Program, inspection: Inspection) {
        let parsed = parse(text)
        guard let expression = parsed.expression else { throw CompileError(issues: parsed.issues) }
        let checked = Checker.check(expression, for: purpose, in: self, keepingTypes: true)
        let issues = parsed.issues.joined(with: checked.issues)
        guard issues.isEmpty else { throw CompileError(issues: issues) }
        return (
            Planner.program(for: expression, as: purpose, text: text, type: checked.type, in: self),
            inspection(of: expression, text: text, types: checked.types, for: purpose)
        )
    }

    /// Parses an expression and leaves all checking to its evaluation, as CEL's conformance suite asks of some cases.
    public func compileUnchecked(_ text: String) throws(CompileError) -> Program {
        let parsed = parse(text)
        guard let expression = parsed.expression, parsed.issues.isEmpty else { throw CompileError(issues: parsed.issues) }
        return Planner.program(for: expression, as: .value, text: text, type: .dyn, in: self)
    }

    func parse(_ text: String) -> Parsed { Parser.parse(Array(text.unicodeScalars), limits: limits) }
}

extension [Issue] {
    /// One fault for each place: what is wrong with how something is written goes before its type, and a name that is none before
    /// its letters.
    fileprivate func joined(with checked: [Issue]) -> [Issue] {
        let unknown = Set(checked.filter(\.isUnknownName).map(\.range))
        let read = filter { !unknown.contains($0.range) }
        return (read + checked).inOrder
    }
}

extension Issue {
    fileprivate var isUnknownName: Bool {
        switch kind {
        case .unknownName, .unknownField: true
        default: false
        }
    }
}
