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
    /// How money, numbers and dates are written.
    let region: Region
    /// What no text for a person may say.
    let forbidden: [SaidPattern]
    let environment: Environment

    init(
        fixed: [Variable], locals: [Variable], unset: UnsetState = .none, region: Region, forbidden: [SaidPattern] = []
    ) {
        self.init(fixed, locals, unset, region, forbidden, Environment(variables: fixed + locals, region: region))
    }

    private init(
        _ fixed: [Variable], _ locals: [Variable], _ unset: UnsetState, _ region: Region, _ forbidden: [SaidPattern],
        _ environment: Environment
    ) {
        self.fixed = fixed
        self.locals = locals
        self.unset = unset
        self.region = region
        self.forbidden = forbidden
        self.environment = environment
    }

    /// The same names at another place.
    func with(_ unset: UnsetState) -> Scope { Scope(fixed, locals, unset, region, forbidden, environment) }

    /// With other names behind the fixed ones.
    func with(locals: [Variable], unset: UnsetState) -> Scope {
        Scope(fixed: fixed, locals: locals, unset: unset, region: region, forbidden: forbidden)
    }

    /// With a name behind the others.
    func adding(_ name: Variable) -> Scope { with(locals: locals + [name], unset: unset) }

    var names: [String] { (fixed + locals).map(\.name) }

    /// Where a text ends up, which decides what may stand in it.
    enum Destination {
        /// Read by a person.
        case reply
        /// Read by a machine or a model.
        case data
    }

    /// What an expression is used for.
    enum Use {
        case condition
        /// `nil`: a value of any type.
        case value(Type?)
        /// A value that may turn out to be none.
        case optional
        /// One of several places of a text.
        case part

        var purpose: Purpose {
            switch self {
            case .condition: .condition
            case .value(let type): type?.isOptional == true ? .optional : .value
            case .optional: .optional
            case .part: .value
            }
        }

        /// Whether it is said elsewhere what becomes of a value that is missing.
        var takesAbsence: Bool {
            if case .part = self { true } else { purpose == .optional }
        }

        var wanted: Type? {
            switch self {
            case .condition: .bool
            case .value(let type): type
            case .optional, .part: nil
            }
        }
    }

    func expression(_ source: ExpressionSource, as use: Use, _ diagnostics: inout Diagnostics) -> Expression? {
        compile(source.text, from: source.start, in: source.scalar, as: use, &diagnostics)
    }

    /// Reports all that is wrong with it; `nil` then.
    func template(_ scalar: YAMLScalar, for destination: Destination, _ diagnostics: inout Diagnostics) -> Template? {
        let scalars = Array(scalar.text.unicodeScalars)
        /// Whether the text is this expression, and goes where a value may be left out.
        func isValue(_ range: Range<Int>) -> Bool {
            destination == .data
                && (scalars[..<range.lowerBound] + scalars[range.upperBound...]).allSatisfy(\.properties.isWhitespace)
        }
        var parts: [Template.Part] = []
        var text = String.UnicodeScalarView()
        var isWhole = true
        var found = Diagnostics()
        defer { diagnostics.report(found) }
        var at = 0
        // Where the text began that has no expression in it.
        var stretch = 0
        while at < scalars.count {
            guard at + 1 < scalars.count, scalars[at] == "{", scalars[at + 1] == "{" else {
                text.append(scalars[at])
                at += 1
                continue
            }
            if destination == .reply { judge(scalars[stretch..<at], in: scalar, &found) }
            guard let end = endOfTemplateExpression(in: scalars, from: at + 2) else {
                found.report(.unclosedTemplate(at: scalar.span(of: at..<at + 2)))
                return nil
            }
            if !text.isEmpty { parts.append(.text(String(text))) }
            text = String.UnicodeScalarView()
            var inner = String.UnicodeScalarView()
            inner.append(contentsOf: scalars[at + 2..<end])
            if inner.allSatisfy(\.properties.isWhitespace) {
                found.report(.emptyTemplate(at: scalar.span(of: at..<end + 2)))
                isWhole = false
            } else if let expression = compile(
                String(inner), from: at + 2, in: scalar, as: isValue(at..<end + 2) ? .optional : .part, &found)
            {
                parts.append(.expression(expression))
            } else if let block = block(String(inner), from: at + 2, in: scalar) {
                // The rest of the text follows the same belief.
                found = Diagnostics()
                found.report(block)
                return nil
            } else {
                isWhole = false
            }
            at = end + 2
            stretch = at
        }
        if destination == .reply { judge(scalars[stretch...], in: scalar, &found) }
        if !text.isEmpty { parts.append(.text(String(text))) }
        let template = Template(parts: parts, span: scalar.span)
        return check(template, for: destination, &found) && isWhole ? template : nil
    }

    /// The fixed part of a text that a person reads.
    private func judge(_ text: ArraySlice<Unicode.Scalar>, in scalar: YAMLScalar, _ diagnostics: inout Diagnostics) {
        foreign(text, in: scalar, &diagnostics)
        checkForbidden(text, in: scalar, &diagnostics)
    }

    /// A text that is written as it is said.
    func checkForbidden(_ text: Located<String>, _ diagnostics: inout Diagnostics) {
        guard !forbidden.isEmpty else { return }
        let said = SpokenText(text.value)
        for pattern in forbidden where pattern.isFound(in: said) {
            diagnostics.report(.forbiddenText(pattern.text, at: text.span))
        }
    }

    private func checkForbidden(
        _ text: ArraySlice<Unicode.Scalar>, in scalar: YAMLScalar, _ diagnostics: inout Diagnostics
    ) {
        guard !forbidden.isEmpty else { return }
        let written = SpokenText(String(String.UnicodeScalarView(text)))
        for pattern in forbidden {
            guard let place = pattern.place(in: written) else { continue }
            let range = text.startIndex + place.lowerBound..<text.startIndex + place.upperBound
            diagnostics.report(.forbiddenText(pattern.text, at: scalar.span(of: range)))
        }
    }

    private func foreign(_ text: ArraySlice<Unicode.Scalar>, in scalar: YAMLScalar, _ diagnostics: inout Diagnostics) {
        for place in ForeignTemplates.find(in: text, names: Set(names)) {
            let isExpression = (try? environment.compile(place.inner)) != nil
            let written = String(String.UnicodeScalarView(text[place.range]))
            diagnostics.report(
                .foreignTemplate(written, mended: isExpression ? place.inner : nil, at: scalar.span(of: place.range)))
        }
    }

    /// A text that a person reads holds only what has one way to be written.
    private func check(_ template: Template, for destination: Destination, _ diagnostics: inout Diagnostics) -> Bool {
        if destination == .data, template.wholeValue != nil { return true }
        var isFine = true
        for expression in template.expressions {
            switch expression.program.type {
            case .bool where destination == .reply:
                diagnostics.report(.booleanInText(at: expression.span))
                continue
            case .double where destination == .reply:
                diagnostics.report(.numberInText(at: expression.span))
                continue
            case .string, .int, .uint, .dyn, .bool, .double: continue
            case .optional, .wrapper:
                diagnostics.report(.optionalInText(at: expression.span))
            case .null, .timestamp, .duration, .bytes, .list, .map, .object, .type, .opaque, .parameter:
                diagnostics.report(.unprintableInText(expression.program.type, at: expression.span))
            }
            isFine = false
        }
        return isFine
    }
}
