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
        let inspection: Inspection
        switch Result(catching: { () throws(CompileError) in try environment.examine(text, for: use.purpose) }) {
        case .success(let declared):
            if unset.names.isEmpty || unset.isIgnored {
                (program, inspection) = declared
            } else {
                let unhandled = unhandled(in: text, as: declared.program, use)
                if let name = unhandled.first { diagnostics.report(.mayBeUnset(name, and: unhandled.dropFirst(), at: place)) }
                guard unhandled.isEmpty else { return nil }
                (program, inspection) = (try? lenient.examine(text, for: use.purpose)) ?? declared
            }
        case .failure(let failure):
            // What is written for a value that may be missing may be wrong for one that is there.
            guard !unset.names.isEmpty, let given = try? lenient.examine(text, for: use.purpose) else {
                if let comment = meantByComment(in: mending, as: use) {
                    diagnostics.report(comment)
                } else {
                    report(failure.issues, in: mending, as: use, &diagnostics)
                }
                return nil
            }
            (program, inspection) = given
        }
        if let wanted = use.wanted, !program.type.fits(wanted) {
            let edits = program.type.conversion(to: wanted, of: text, in: whole)
            let help = mending.applied(edits).flatMap { faults(of: $0, as: use) == 0 ? mending.written(edits) : nil }
            diagnostics.report(.wrongExpressionType(program.type, wanted: wanted, at: place, help: help))
            return nil
        }
        for lint in inspection.lints {
            // The text says what becomes of a place that has no value.
            if use.takesAbsence, lint.kind == .mayBeMissing, lint.range == whole { continue }
            let help = mending.applied(lint.edits).flatMap { faults(of: $0, as: use) == 0 ? mending.written(lint.edits) : nil }
            diagnostics.report(.lint(lint, at: span(lint.range), help: lint.edits.isEmpty ? nil : help))
        }
        return Expression(program: program, span: place, paths: inspection.paths)
    }

    /// What is wrong where `//`, which begins a comment, was meant as a division.
    private func meantByComment(in mending: ExpressionMending, as use: Use) -> Diagnostic? {
        guard let lint = environment.inspect(mending.text)?.lints.first(where: { $0.kind == .comment }),
            let mended = mending.applied(lint.edits), faults(of: mended, as: use) == 0
        else { return nil }
        let range = lint.range.lowerBound + mending.offset..<lint.range.upperBound + mending.offset
        return .lint(lint, severity: .error, at: mending.scalar.span(of: range), help: mending.written(lint.edits))
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
                guard case .block(_) = issue.kind else { continue }
                let place = scalar.span(of: issue.range.lowerBound + offset..<issue.range.upperBound + offset)
                return .templateBlock(issue, at: place)
            }
        }
        return nil
    }

    /// How many faults a text has that might be written in the place of another.
    private func faults(of text: String, as use: Use) -> Int {
        do {
            let program = try environment.compile(text, for: use.purpose)
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
            guard let program = try? environment.compile(text, for: use.purpose) else { return true }
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
