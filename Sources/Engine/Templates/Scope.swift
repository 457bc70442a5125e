import CEL

/// The names that an expression may use, and the way from a scalar of the YAML to something compiled.
///
/// Each name has a slot: first the fixed ones, then the scope's own (the state in a node, the arguments in a tool).
struct Scope: Sendable {
    let fixed: [Variable]
    /// In the order of the slots behind the fixed ones.
    let locals: [Variable]
    /// The state that may have no value where the expressions run.
    let unset: UnsetState
    private let environment: Environment

    init(fixed: [Variable], locals: [Variable], unset: UnsetState = .none) {
        self.init(fixed, locals, unset, Environment(variables: fixed + locals))
    }

    private init(_ fixed: [Variable], _ locals: [Variable], _ unset: UnsetState, _ environment: Environment) {
        self.fixed = fixed
        self.locals = locals
        self.unset = unset
        self.environment = environment
    }

    /// The same names at another place.
    func with(_ unset: UnsetState) -> Scope { Scope(fixed, locals, unset, environment) }

    /// With a name behind the others.
    func adding(_ name: Variable) -> Scope { Scope(fixed: fixed, locals: locals + [name], unset: unset) }

    var names: [String] { (fixed + locals).map(\.name) }

    /// Where a text ends up, which decides what may stand in it.
    enum Destination {
        /// Read by a person.
        case reply
        /// Read by a machine or a model.
        case data
    }

    func expression(_ source: ExpressionSource, of wanted: Type? = nil, _ diagnostics: inout Diagnostics) -> Expression? {
        compile(source.text, from: source.start, in: source.scalar, of: wanted, &diagnostics)
    }

    /// Reports all that is wrong with it; `nil` then.
    func template(_ scalar: YAMLScalar, for destination: Destination, _ diagnostics: inout Diagnostics) -> Template? {
        let scalars = Array(scalar.text.unicodeScalars)
        var parts: [Template.Part] = []
        var text = String.UnicodeScalarView()
        var isWhole = true
        var at = 0
        while at < scalars.count {
            guard at + 1 < scalars.count, scalars[at] == "{", scalars[at + 1] == "{" else {
                text.append(scalars[at])
                at += 1
                continue
            }
            guard let end = endOfTemplateExpression(in: scalars, from: at + 2) else {
                diagnostics.report(.unclosedTemplate(at: scalar.span(of: at..<at + 2)))
                return nil
            }
            if !text.isEmpty { parts.append(.text(String(text))) }
            text = String.UnicodeScalarView()
            var inner = String.UnicodeScalarView()
            inner.append(contentsOf: scalars[at + 2..<end])
            if inner.allSatisfy(\.properties.isWhitespace) {
                diagnostics.report(.emptyTemplate(at: scalar.span(of: at..<end + 2)))
                isWhole = false
            } else if let expression = compile(String(inner), from: at + 2, in: scalar, of: nil, &diagnostics) {
                parts.append(.expression(expression))
            } else {
                isWhole = false
            }
            at = end + 2
        }
        if !text.isEmpty { parts.append(.text(String(text))) }
        let template = Template(parts: parts, span: scalar.span)
        return check(template, for: destination, &diagnostics) && isWhole ? template : nil
    }

    private func compile(
        _ text: String, from offset: Int, in scalar: YAMLScalar, of wanted: Type?, _ diagnostics: inout Diagnostics
    ) -> Expression? {
        func span(_ range: Range<Int>) -> SourceSpan {
            scalar.span(of: range.lowerBound + offset..<range.upperBound + offset)
        }
        let place = span(text.rangeWithoutWhitespace)
        let program: Program
        switch Result(catching: { () throws(CompileError) in try environment.compile(text) }) {
        case .success(let declared):
            if unset.names.isEmpty || unset.isIgnored {
                program = declared
            } else {
                let unhandled = unhandled(in: text, as: declared, wanted)
                if let name = unhandled.first { diagnostics.report(.mayBeUnset(name, and: unhandled.dropFirst(), at: place)) }
                guard unhandled.isEmpty else { return nil }
                program = (try? unset.environment(fixed, locals).compile(text)) ?? declared
            }
        case .failure(let failure):
            // What is written for a value that may be missing may be wrong for one that is there.
            guard !unset.names.isEmpty, let lenient = try? unset.environment(fixed, locals).compile(text) else {
                for issue in failure.issues { diagnostics.report(.expressionIssue(issue, at: span(issue.range))) }
                return nil
            }
            program = lenient
        }
        if let wanted, !program.type.fits(wanted) {
            diagnostics.report(.wrongExpressionType(program.type, wanted: wanted, at: place))
            return nil
        }
        return Expression(program: program, span: place)
    }

    /// The names whose absence an expression does not think of: with such a name optional it is wrong, or may be missing itself.
    private func unhandled(in text: String, as declared: Program, _ wanted: Type?) -> [String] {
        guard declared.variables.contains(where: { unset.names.contains($0) || $0 == FixedNames.state }) else {
            return []
        }
        return unset.names.sorted().filter { name in
            guard let program = try? unset.narrowed(to: name).environment(fixed, locals).compile(text) else { return true }
            return program.type.mayBeMissing && !declared.type.mayBeMissing && wanted?.mayBeMissing != true
        }
    }

    /// A text that a person reads holds only what has one way to be written.
    private func check(_ template: Template, for destination: Destination, _ diagnostics: inout Diagnostics) -> Bool {
        if destination == .data, template.wholeValue != nil { return true }
        var isFine = true
        for expression in template.expressions {
            switch expression.program.type {
            case .string, .int, .uint, .dyn, .bool, .double: continue
            case .optional, .wrapper, .null:
                diagnostics.report(.optionalInText(at: expression.span))
            case .timestamp, .duration, .bytes, .list, .map, .object, .type, .opaque, .parameter:
                diagnostics.report(.unprintableInText(expression.program.type, at: expression.span))
            }
            isFine = false
        }
        return isFine
    }
}

extension String {
    /// In Unicode scalars.
    fileprivate var rangeWithoutWhitespace: Range<Int> {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        let leading = unicodeScalars.prefix(while: isSpace).count
        let trailing = unicodeScalars.reversed().prefix(while: isSpace).count
        let count = unicodeScalars.count
        return leading < count ? leading..<(count - trailing) : 0..<count
    }
}

extension Type {
    /// Whether a value of this type may stand where `wanted` is due; `dyn` is looked at when the node runs.
    func fits(_ wanted: Type) -> Bool {
        switch (self, wanted) {
        case (.dyn, _), (_, .dyn): true
        case (.int, .double), (.null, .optional): true
        case (_, .optional(let inner)): self == wanted || fits(inner)
        case (.list(let element), .list(let other)): element.fits(other)
        case (.map(_, let value), .map(_, let other)): value.fits(other)
        case (.object(let object), .map(_, let value)): object.fields.allSatisfy { $0.type.fits(value) }
        case (.map, .object): true
        case (.object(let object), .object(let other)):
            other.fields.allSatisfy { field in object.field(named: field.name)?.type.fits(field.type) ?? field.type.isOptional }
        default: self == wanted
        }
    }

    var isOptional: Bool {
        if case .optional = self { true } else { false }
    }

    /// Whether a value of the type may turn out to be none.
    var mayBeMissing: Bool {
        switch self {
        case .optional, .wrapper: true
        default: false
        }
    }
}
