import CEL

/// Small steps from what a bot's files say to what its compiled parts hold.
extension Section where Value == TypeExpression {
    var readable: [Named<TypeExpression>] {
        entries.compactMap { entry in entry.value.map { Named(name: entry.name, value: $0) } }
    }
}

extension TypeResolver {
    func resolve(_ rules: ValueRules, _ diagnostics: inout Diagnostics) -> DataType? {
        guard let type = resolve(rules.type, &diagnostics) else { return nil }
        return rules.isOptional && !type.isOptional ? .optional(type) : type
    }
}

extension Parameter {
    /// Those whose types could be resolved.
    static func compiled(
        _ written: [Named<ParameterDefinition>], _ types: TypeResolver, _ diagnostics: inout Diagnostics
    ) -> [Parameter] {
        var parameters: [Parameter] = []
        for named in written {
            guard let type = types.resolve(named.value.rules, &diagnostics) else { continue }
            var initial: JSON?
            if let source = named.value.initial {
                initial = source.constant.flatMap(type.coerced)
                if initial == nil { diagnostics.report(.wrongDefault(named.name, type: type.words)) }
            }
            parameters.append(
                Parameter(
                    name: named.name.value, type: type, about: named.value.rules.about, initial: initial,
                    check: ValueCheck(named.value.rules, &diagnostics)))
        }
        return parameters
    }
}

extension ValueCheck {
    init(_ rules: ValueRules, _ diagnostics: inout Diagnostics) {
        var pattern: Pattern?
        if let written = rules.pattern {
            pattern = Pattern(written.value)
            if pattern == nil { diagnostics.report(.wrongPattern(written)) }
        }
        self.init(
            allowed: (rules.choices ?? []).compactMap(\.constant), pattern: pattern, minimum: rules.minimum,
            maximum: rules.maximum)
    }
}

extension ValueSource {
    /// The value when no expression is in it.
    var constant: JSON? {
        switch self {
        case .null: return .null
        case .boolean(let truth): return .bool(truth)
        case .integer(let number): return .int(Int64(number))
        case .number(let number): return .double(number)
        case .text(let source): return source.text.contains("{{") ? nil : .string(source.text)
        case .list(let elements):
            let values = elements.compactMap(\.constant)
            return values.count == elements.count ? .array(values) : nil
        case .object(let members):
            let values = members.compactMap { member in member.value.constant.map { (member.name.value, $0) } }
            return values.count == members.count ? .object(JSONObject(values)) : nil
        }
    }
}

extension JSONTemplate {
    /// Reports all that is wrong with its texts; `nil` then.
    init?(_ source: ValueSource, in scope: Scope, _ diagnostics: inout Diagnostics) {
        switch source {
        case .null, .boolean, .integer, .number: self = .constant(source.constant ?? .null)
        case .text(let text):
            guard let template = scope.template(text.scalar, for: .data, &diagnostics) else { return nil }
            self = template.literal.map { .constant(.string($0)) } ?? .template(template)
        case .list(let elements):
            let compiled = elements.map { JSONTemplate($0, in: scope, &diagnostics) }
            guard !compiled.contains(where: { $0 == nil }) else { return nil }
            self = .array(compiled.compactMap(\.self))
        case .object(let members):
            var compiled: [Member] = []
            for member in members {
                guard let value = JSONTemplate(member.value, in: scope, &diagnostics) else { continue }
                compiled.append(Member(key: member.name.value, value: value))
            }
            guard compiled.count == members.count else { return nil }
            self = .object(compiled)
        }
    }
}

extension ToolDefinition {
    var isWrite: Bool {
        if let effect { return effect == .write }
        switch kind {
        // What its nodes change: `BotDefinition.isWrite`.
        case .history, .graph: return false
        case .http(let http): return http.method != .get
        case .mcp: return true
        case .sql(let sql): return !sql.query.text.trimmed.lowercased().hasPrefix("select")
        }
    }

    /// Whether what is found is a list of objects.
    var givesList: Bool {
        switch kind {
        case .history: true
        case .http, .mcp, .graph: false
        case .sql(let sql): sql.rows == .many
        }
    }

    /// How expressions under `from` call what came back.
    var answerName: String {
        switch kind {
        case .http, .mcp: "body"
        case .history, .sql: "row"
        case .graph: "output"
        }
    }
}

extension HistoryToolDefinition {
    var request: ActionRequest.HistoryAction {
        .init(conversations: conversations, messages: messages, characters: characters, silence: silence)
    }
}

extension Tool.ErrorText {
    /// `404`, or `5xx` for a hundred of them.
    static func statuses(_ text: String) -> ClosedRange<Int>? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), text.utf8.count == 3 else { return nil }
        if digits.count == 3, (100...599).contains(number) { return number...number }
        return digits.count == 1 && text.hasSuffix("xx") && (1...5).contains(number) ? number * 100...number * 100 + 99 : nil
    }
}
