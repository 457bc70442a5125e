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

    /// - Parameters:
    ///   - variables: In the order in which ``Program/evaluate(_:)`` is given their values. A name may hold dots.
    ///   - functions: Beyond the standard ones.
    ///   - container: The dotted name in which relative names are looked up first.
    public init(
        variables: [Variable], functions: [Function] = [], profile: Profile = .host, limits: Limits = .default,
        container: String = ""
    ) {
        self.variables = variables
        self.profile = profile
        self.limits = limits
        self.container = container
        slots = Dictionary(variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.functions = StandardLibrary.functions(for: profile).merging(
            Dictionary(grouping: functions, by: \.name), uniquingKeysWith: +
        )
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
