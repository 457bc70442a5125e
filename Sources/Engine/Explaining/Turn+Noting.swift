import CEL

extension Turn {
    var isNoting: Bool { trace.findings != nil }

    /// Call it only where `isNoting`, so that nothing is made for nobody.
    mutating func note(_ finding: Finding) { trace.findings?.append(finding) }

    /// Whether a condition holds; what it came to is noted.
    mutating func holds(_ condition: Expression, of subject: Finding.Subject) throws(TurnError) -> Bool {
        let truth = try holds(condition)
        if isNoting { note(.tested(test(condition, truth), of: subject)) }
        return truth
    }

    mutating func note(_ reply: DividedReply, of text: String) {
        guard reply.isLong || reply.isClosed else { return }
        let closing = reply.isClosed ? graph.policies.reply.closing?.value : nil
        note(
            .divided(
                .init(
                    characters: text.trimmed.count, messages: reply.messages.count, isCut: reply.isCut, closing: closing)))
    }

    func test(_ condition: Expression, _ truth: Bool) -> ConditionTest {
        let text = condition.program.text
        let reads = condition.paths.filter { path in
            path.first.flatMap(value(named:)) != nil
                && !condition.paths.contains { $0.count > path.count && $0.starts(with: path) }
        }
        .map { path in
            ConditionTest.Read(name: path.joined(separator: "."), value: value(at: path).map { JSON($0) } ?? .null)
        }
        .sorted { left, right in
            let places = [left, right].map { text.firstRange(of: $0.name)?.lowerBound ?? text.endIndex }
            return places[0] == places[1] ? left.name < right.name : places[0] < places[1]
        }
        return ConditionTest(text: text, span: condition.span, holds: truth, reads: reads)
    }

    /// What expressions see by a name here.
    private func value(named name: String) -> Value? {
        if name == FixedNames.state { return FixedNames.state(in: self) }
        for layer in layers.reversed() {
            guard let place = layer.graph.layout.entries.firstIndex(where: { $0.name == name }) else { continue }
            return values[layer.firstSlot + place]
        }
        if let place = graph.state.entries.firstIndex(where: { $0.name == name }) { return values[FixedNames.count + place] }
        return FixedNames.names.firstIndex(of: name).map { values[$0] }
    }

    /// What stands behind a name and its fields.
    private func value(at path: [String]) -> Value? {
        guard let name = path.first else { return nil }
        return path.dropFirst().reduce(value(named: name)) { value, field in
            guard case .map(let map)? = value?.present else { return nil }
            return map[field]
        }?.present
    }
}
