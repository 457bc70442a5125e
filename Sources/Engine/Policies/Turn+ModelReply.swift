import CEL

/// Why a model's reply is not sent.
struct ReplyBreach: Sendable, Equatable {
    /// By its key from `policies` on.
    let policy: String
    /// What it says.
    let found: String
    /// The tool that would have had to run before.
    var needs: ToolName?
    /// For the model.
    let complaint: String
    /// What is said in its place when the model insists; `nil`: the turn fails.
    let otherwise: String?
}

/// What a model may say.
extension Turn {
    /// The first thing in a model's reply that a policy does not let through.
    func breach(in text: String) -> ReplyBreach? {
        guard !graph.policies.reply.forbidden.isEmpty || !graph.policies.claims.isEmpty else { return nil }
        let text = SpokenText(text)
        if let pattern = graph.policies.reply.forbidden.first(where: { $0.isFound(in: text) }) {
            return ReplyBreach(
                policy: "reply.forbid", found: pattern.text, complaint: "it says '\(pattern.text)', which must never be said",
                otherwise: graph.policies.reply.otherwise?.value)
        }
        for (place, claim) in graph.policies.claims.enumerated() {
            guard let pattern = claim.says.first(where: { $0.isFound(in: text) }), !hasSucceeded(claim) else { continue }
            return ReplyBreach(
                policy: "claims.\(place)", found: pattern.text, needs: claim.needs,
                complaint:
                    "it says '\(pattern.text)', but '\(claim.needs.rawValue)' has not been carried out; do not say that it was",
                otherwise: claim.otherwise)
        }
        return nil
    }

    private func hasSucceeded(_ claim: Claim) -> Bool {
        guard let last = checkpoint.policies.successes[claim.needs.rawValue] else { return false }
        return at.milliseconds - last <= claim.lifetime.milliseconds
    }

    /// Remembers that a tool did its work, where a claim needs it.
    ///
    /// - Parameter result: `nil` where a graph did it.
    mutating func note(_ outcome: ToolOutcome, of tool: ToolName, by result: CallResult? = nil) {
        if isNoting { note(.outcome(tool, outcome, of: result)) }
        guard case .found = outcome, graph.policies.claims.contains(where: { $0.needs == tool }) else { return }
        checkpoint.policies.successes[tool.rawValue] = at.milliseconds
    }

    /// The policy that does not let a model be asked once more; `nil`: it may be.
    var exhaustedBudget: String? {
        guard let budget = graph.policies.budget else { return nil }
        if let limit = budget.callsPerConversation, checkpoint.policies.modelCalls >= limit {
            return "budget.model_calls_per_conversation"
        }
        if let limit = budget.tokensPerDay, tokensToday >= limit { return "budget.tokens_per_day" }
        return nil
    }
}
