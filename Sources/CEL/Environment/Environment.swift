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
    /// - Throws: All faults of the expression; a fault of syntax is always alone.
    public func compile(_ text: String) throws(CompileError) -> Program {
        let expression = try parse(text)
        let type = try Checker.check(expression, in: self)
        return Planner.program(for: expression, text: text, type: type, in: self)
    }

    /// Parses an expression and leaves all checking to its evaluation, as CEL's conformance suite asks of some cases.
    public func compileUnchecked(_ text: String) throws(CompileError) -> Program {
        Planner.program(for: try parse(text), text: text, type: .dyn, in: self)
    }

    private func parse(_ text: String) throws(CompileError) -> Expression {
        do throws(Issue) {
            return try Parser.parse(Array(text.unicodeScalars), limits: limits)
        } catch {
            throw CompileError(issues: [error])
        }
    }
}
