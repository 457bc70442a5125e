/// A compiled expression.
///
/// A class, so that each evaluation holds it by one reference.
final class Plan: Sendable {
    /// What nodes name by place.
    struct Tables: Sendable {
        private(set) var nodes: [Node] = []
        /// What an error in a node points at.
        private(set) var places: [Range<Int>] = []
        private(set) var operands: [Int] = []
        private(set) var constants: [Value] = []
        private(set) var names: [String] = []
        private(set) var callables: [Callable] = []
        private(set) var loops: [Loop] = []
        private(set) var failures: [EvaluationError] = []
        /// How many variables of macros there are at most at once.
        private(set) var locals = 0
    }

    let tables: Tables
    let root: Int
    let profile: Environment.Profile
    let limits: Limits

    init(_ tables: Tables, root: Int, profile: Environment.Profile, limits: Limits) {
        self.tables = tables
        self.root = root
        self.profile = profile
        self.limits = limits
    }
}

extension Plan.Tables {
    mutating func add(_ node: Node, at place: Range<Int>) -> Int {
        nodes.append(node)
        places.append(place)
        return nodes.count - 1
    }

    mutating func constant(_ value: Value, at place: Range<Int>) -> Int {
        constants.append(value)
        return add(.constant(constants.count - 1), at: place)
    }

    mutating func failure(_ error: EvaluationError, at place: Range<Int>) -> Int {
        failures.append(error)
        return add(.failure(failures.count - 1), at: place)
    }

    mutating func loop(_ loop: Loop, at place: Range<Int>) -> Int {
        loops.append(loop)
        return add(.fold(loops.count - 1), at: place)
    }

    mutating func call(_ callable: Callable, _ arguments: [Int], at place: Range<Int>) -> Int {
        callables.append(callable)
        return add(.call(callables.count - 1, run(arguments)), at: place)
    }

    mutating func name(_ name: String) -> Int {
        names.append(name)
        return names.count - 1
    }

    mutating func run(_ nodes: [Int]) -> Node.Operands {
        operands += nodes
        return operands.count - nodes.count..<operands.count
    }

    mutating func reserveLocals(_ count: Int) {
        locals = max(locals, count)
    }

    /// The value of a node that is a constant.
    func constant(at node: Int) -> Value? {
        if case .constant(let constant) = nodes[node] { constants[constant] } else { nil }
    }
}
