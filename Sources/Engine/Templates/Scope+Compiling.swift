import CEL

/// From the text of one expression to something compiled, or to all that is wrong with it.
extension Scope {
    func compile(
        _ text: String, from offset: Int, in scalar: YAMLScalar, as use: Use, _ diagnostics: inout Diagnostics
    ) -> Expression? {
        let map = scalar.sourceMap
        func span(_ range: Range<Int>) -> SourceSpan { map.span(of: range.lowerBound + offset..<range.upperBound + offset) }
        let whole = text.rangeWithoutWhitespace
        let place = span(whole)
        let mending = ExpressionMending(text: text, offset: offset, scalar: scalar)
        let program: Program
        switch Result(catching: { () throws(CompileError) in try environment.compile(text, isCondition: use.isCondition) }) {
        case .success(let declared):
            if unset.names.isEmpty || unset.isIgnored {
                program = declared
            } else {
                let unhandled = unhandled(in: text, as: declared, use)
                if let name = unhandled.first { diagnostics.report(.mayBeUnset(name, and: unhandled.dropFirst(), at: place)) }
                guard unhandled.isEmpty else { return nil }
                program = (try? lenient.compile(text, isCondition: use.isCondition)) ?? declared
            }
        case .failure(let failure):
            // What is written for a value that may be missing may be wrong for one that is there.
            guard !unset.names.isEmpty, let given = try? lenient.compile(text, isCondition: use.isCondition) else {
                report(failure.issues, in: mending, as: use, &diagnostics)
                return nil
            }
            program = given
        }
        if let wanted = use.wanted, !program.type.fits(wanted) {
            let edits = program.type.conversion(to: wanted, of: text, in: whole)
            let help = mending.applied(edits).flatMap { faults(of: $0, as: use) == 0 ? mending.written(edits) : nil }
            diagnostics.report(.wrongExpressionType(program.type, wanted: wanted, at: place, help: help))
            return nil
        }
        return Expression(program: program, span: place)
    }

    /// In which what may be unset is optional.
    private var lenient: Environment { environment(where: unset) }

    private func environment(where unset: UnsetState) -> Environment {
        Environment(variables: unset.variables(fixed, locals), region: region)
    }

    private func report(
        _ issues: [CEL.Issue], in mending: ExpressionMending, as use: Use, _ diagnostics: inout Diagnostics
    ) {
        // What YAML does not take as it stands has been told, with the whole of it in quotes.
        let issues = issues.filter { !(mending.scalar.isCovered && $0.isSyntax) }
        let help = mending.help(for: issues) { faults(of: $0, as: use) }
        let whole = mending.text.rangeWithoutWhitespace
        let names = Set(fixed.map(\.name))
        let map = mending.scalar.sourceMap
        for (issue, help) in zip(issues, help) {
            let place = map.span(of: issue.range.lowerBound + mending.offset..<issue.range.upperBound + mending.offset)
            diagnostics.report(
                .expressionIssue(issue, isWhole: issue.range == whole, fixed: names, at: place, help: help))
        }
    }

    /// What to say of an expression that begins or ends a block of a template language.
    func block(_ text: String, from offset: Int, in scalar: YAMLScalar) -> Diagnostic? {
        do {
            _ = try environment.compile(text)
        } catch {
            for issue in error.issues {
                guard case .block = issue.kind else { continue }
                let place = scalar.span(of: issue.range.lowerBound + offset..<issue.range.upperBound + offset)
                return .expressionIssue(issue, isWhole: false, fixed: [], at: place, help: issue.hint)
            }
        }
        return nil
    }

    /// How many faults a text has that might be written in the place of another.
    private func faults(of text: String, as use: Use) -> Int {
        do {
            let program = try environment.compile(text, isCondition: use.isCondition)
            return use.wanted.map { program.type.fits($0) } ?? true ? 0 : 1
        } catch {
            return error.issues.count
        }
    }

    /// The names whose absence an expression does not think of: with such a name optional it is wrong, or may be missing itself.
    private func unhandled(in text: String, as declared: Program, _ use: Use) -> [String] {
        guard declared.variables.contains(where: { unset.names.contains($0) || $0 == FixedNames.state }) else {
            return []
        }
        return unset.names.sorted().filter { name in
            let environment = environment(where: unset.narrowed(to: name))
            guard let program = try? environment.compile(text, isCondition: use.isCondition) else { return true }
            return program.type.mayBeMissing && !declared.type.mayBeMissing && use.wanted?.mayBeMissing != true
        }
    }
}

extension CEL.Issue {
    fileprivate var isSyntax: Bool {
        if case .syntax = kind { true } else { false }
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
