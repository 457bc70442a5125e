import Engine

/// Carries out the calls of one turn, each within the journal's rules.
struct CallRunner: Sendable {
    let host: HostedBot
    let lease: Lease
    /// The inbox number of the event that the turn is of; of a burst the last one.
    let event: Int64
    /// Writes that were journalled in an earlier life of the turn.
    let journal: [JournalEntry]
    let context: WorkContext

    /// The journal's entry of a call; `nil` for calls that write nothing.
    func intent(of call: Call) -> WriteIntent? {
        guard case .action(let request) = call.work, request.isWrite else { return nil }
        return WriteIntent(key: key(of: call.id, tool: request.tool), event: event, call: call.id, tool: request.tool)
    }

    /// - Returns: The result, from the journal when the call was carried out before.
    /// - Throws: When the result of a write could not be journalled; the call was made.
    func run(_ call: Call) async throws(StoreError) -> CallResult {
        switch call.work {
        case .model(let request): return try await ask(request)
        case .action(let request): return try await act(request, as: call.id)
        }
    }

    private func ask(_ request: ModelRequest) async throws(StoreError) -> CallResult {
        let start = context.time.uptime
        let reply: ModelReply
        do throws(CallFailure) {
            reply = try await host.models.complete(request)
            context.observer.modelCalled(
                request.model, by: lease.bot, after: context.time.uptime - start, .success(reply.usage))
        } catch {
            context.observer.modelCalled(request.model, by: lease.bot, after: context.time.uptime - start, .failure(error))
            return .failure(error)
        }
        if host.bot.countsTokens {
            let day = host.bot.day(at: context.time.now)
            try await context.store.count(tokens: reply.usage.total, of: lease.bot, on: day)
        }
        return .model(reply)
    }

    private func act(_ request: ActionRequest, as call: CallID) async throws(StoreError) -> CallResult {
        let key = key(of: call, tool: request.tool)
        if request.isWrite, let result = journal.first(where: { $0.key == key })?.result { return result }
        if request.isWrite, !context.store.mayAct(under: lease) { throw StoreError(stale: lease, "call") }
        let isStale = Locked(false)
        let action = ActionContext(
            bot: lease.bot, conversation: lease.conversation, idempotencyKey: key.rawValue, turn: call.turn,
            mayGoOn: { [context, lease] in
                let mayAct = context.store.mayAct(under: lease)
                if !mayAct { isStale.withLock { $0 = true } }
                return mayAct
            })
        let start = context.time.uptime
        let result: CallResult
        do throws(CallFailure) {
            result = .action(try await host.actions.run(request, for: action))
            context.observer.toolCalled(request.tool, by: lease.bot, after: context.time.uptime - start, .success(()))
        } catch {
            context.observer.toolCalled(request.tool, by: lease.bot, after: context.time.uptime - start, .failure(error))
            result = .failure(error)
            // A call that was cut short has an unknown outcome: it is made again under its key.
            if Task.isCancelled { return result }
        }
        if isStale.withLock({ $0 }) { throw StoreError(stale: lease, "call") }
        if request.isWrite {
            try await context.insist { () throws(StoreError) in try await context.store.record(result, of: key, under: lease) }
        }
        return result
    }

    private func key(of call: CallID, tool: ToolName) -> IdempotencyKey {
        IdempotencyKey(
            store: context.store.id, conversation: lease.conversation, event: event, call: call, tool: tool)
    }
}
