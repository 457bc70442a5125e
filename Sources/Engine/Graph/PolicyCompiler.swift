import CEL

extension Policies {
    /// - Parameter scope: What may run at any point of a conversation.
    init(
        _ written: PolicyDefinitions, of identity: BotIdentity?, tools: [String], nodes: [NodeID], phrases: Phrases,
        in scope: Scope,
        _ diagnostics: inout Diagnostics
    ) {
        func text(_ source: TemplateSource?) -> Template? {
            source.flatMap { scope.template($0.scalar, for: .reply, &diagnostics) }
        }
        for target in [written.budget?.over, written.hours?.closed].compactMap(\.self) where !nodes.contains(target.value) {
            diagnostics.report(.unknownNode(target, nodes: nodes))
        }
        var answers: [String: Template] = [:]
        for (name, source) in written.media.answers.sorted(by: { $0.key < $1.key }) { answers[name] = text(source) }
        let zone = identity.flatMap { Zone(named: $0.timezone) } ?? .utc
        self.init(
            receive: written.receive, turns: TurnRules(policy: written.turns, answer: text(written.turns.answer)),
            reply: written.reply,
            media: MediaAnswers(answers: answers, other: text(written.media.other)), errors: written.errors,
            hours: written.hours.map { OpeningHours($0, in: zone) },
            window: written.window.map { window in
                WindowTemplate(
                    name: window.template,
                    language: window.language ?? identity?.language.replacing("-", with: "_") ?? "en",
                    isLanguageWritten: window.language != nil,
                    body: window.body.compactMap { scope.template($0.scalar, for: .reply, &diagnostics) })
            },
            claims: written.claims.map { claim in
                if !tools.contains(claim.needs.value) {
                    diagnostics.report(.unknownName(.unknownTool, claim.needs, among: tools))
                }
                return Claim(
                    says: claim.says, needs: ToolName(rawValue: claim.needs.value), lifetime: claim.lifetime,
                    otherwise: claim.otherwise?.value)
            },
            budget: written.budget,
            rate: written.rate.map { RateLimit(messages: $0.messagesPerMinute, answer: text($0.answer)) },
            optOut: written.optOut.map { optOut in
                OptOut(
                    words: Set(optOut.words.map(\.folded)),
                    back: optOut.back.map { Set($0.map(\.folded)) } ?? phrases.returnWords,
                    answer: text(optOut.answer), replies: optOut.replies)
            },
            masked: written.privacy.masked, keep: written.privacy.keep, forgetWords: Set(written.privacy.forget.map(\.folded)),
            zone: zone)
    }
}
