import CEL

/// The tools that a model calls on its way to an answer.
extension AgentNode {
    func offered(in turn: Turn) throws(TurnError) -> [Tool] {
        var offered: [Tool] = []
        for name in tools {
            guard let tool = turn.graph.tools[name] else { continue }
            if let requires = tool.requires, try !turn.holds(requires) { continue }
            offered.append(tool)
        }
        return offered
    }

    /// Which tools the model does not see at this point, and why.
    func noteHidden(_ turn: inout Turn) throws(TurnError) {
        for name in tools {
            guard let requires = turn.graph.tools[name]?.requires else { continue }
            _ = try turn.holds(requires, of: .tool(name))
        }
    }

    func take(_ reply: ModelReply, _ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        memo.messages.append(.assistant(reply.text, calls: reply.calls))
        let offered = try offered(in: turn)
        var work: [AgentMemo.ToolWork] = []
        var asksAlready = false
        for call in reply.calls {
            let id = turn.newCallID()
            guard let tool = offered.first(where: { $0.name.rawValue == call.name }) else {
                if turn.isNoting {
                    let isHidden = tools.contains { $0.rawValue == call.name }
                    let isRoute = call.name == RouteChoice.tool.rawValue
                    turn.note(.refused(call, isHidden ? .hidden : isRoute ? .arguments(fault(of: call)) : .unknown))
                }
                let answer = JSON.object(["error": .string(fault(of: call))]).text
                work.append(.init(call: call, id: id, arguments: JSONObject(), progress: .answered(answer)))
                continue
            }
            do throws(Parameter.Refusal) {
                let arguments = try Parameter.arguments(of: tool.parameters, from: call.arguments)
                work.append(.init(call: call, id: id, arguments: arguments, progress: .running))
            } catch {
                if turn.isNoting { turn.note(.refused(call, .arguments(error.message))) }
                let answer = JSON.object(["error": .string(error.message)]).text
                work.append(.init(call: call, id: id, arguments: JSONObject(), progress: .answered(answer)))
                continue
            }
            guard let confirmation = tool.confirmation else {
                if tool.graph != nil {
                    work[work.count - 1].progress = .due
                    continue
                }
                turn.call(try self.call(work[work.count - 1], in: turn))
                continue
            }
            if asksAlready {
                if turn.isNoting { turn.note(.refused(call, .secondConfirmation)) }
                work[work.count - 1].progress = .answered(
                    #"{"error":"one confirmation at a time: call this tool again afterwards"}"#)
            } else {
                asksAlready = true
                if turn.isNoting { turn.note(.confirming(tool.name)) }
                let milliseconds = turn.at.milliseconds + confirmation.expires.milliseconds
                work[work.count - 1].progress = .asked(until: milliseconds)
                let locals = try tool.locals(for: work[work.count - 1].arguments, in: turn)
                turn.say(try turn.text(of: confirmation.text, locals: locals), buttons: confirmation.labels.buttons(for: id))
            }
        }
        memo.pending = .tools(work)
        return try goOn(&memo, &turn)
    }

    func fault(of call: ToolCall) -> String {
        if let routes, call.name == RouteChoice.tool.rawValue, case .wrong(let fault) = routes.answer(in: call) { return fault }
        return "there is no tool '\(call.name)'"
    }

    func call(_ work: AgentMemo.ToolWork, in turn: Turn) throws(TurnError) -> Call {
        guard let tool = turn.graph.tools[ToolName(rawValue: work.call.name)] else {
            throw TurnError(code: .tool, message: "there is no tool '\(work.call.name)'")
        }
        return Call(id: work.id, work: .action(try tool.request(with: work.arguments, in: turn)))
    }

    /// One of the graphs has ended that do the work of tools.
    func join(_ place: Int, with result: Result<Value, TurnError>, _ turn: inout Turn) throws(TurnError) -> Step {
        guard var memo = AgentMemo(decoding: turn.memo), case .tools(var work) = memo.pending, work.indices.contains(place),
            let tool = turn.graph.tools[ToolName(rawValue: work[place].call.name)]
        else { return try enter(&turn) }
        let outcome = try tool.outcome(ofGraph: result, arguments: work[place].arguments, in: turn)
        turn.note(outcome, of: tool.name)
        work[place].progress = .answered(outcome.answer)
        memo.pending = .tools(work)
        return try goOn(&memo, &turn)
    }

    /// Begins the first of the graphs that are due. One runs at a time, so that each has what those before it wrote.
    private func begin(
        _ place: Int, of work: [AgentMemo.ToolWork], _ memo: inout AgentMemo, _ turn: inout Turn
    ) throws(TurnError) -> Step {
        var work = work
        guard let tool = turn.graph.tools[ToolName(rawValue: work[place].call.name)], let graph = tool.graph else {
            throw TurnError(code: .tool, message: "there is no tool '\(work[place].call.name)' with a graph")
        }
        let branch = try graph.branch(of: tool, with: work[place].arguments, at: place, in: turn)
        work[place].progress = .inGraph
        memo.pending = .tools(work)
        turn.memo = memo.encoded()
        turn.trace.note(tool: tool.name)
        return .delegate(branch)
    }

    /// Waits for what is under way, then for the customer, then for the graphs, then asks the model again with all answers.
    func goOn(_ memo: inout AgentMemo, _ turn: inout Turn) throws(TurnError) -> Step {
        guard case .tools(let work) = memo.pending else { return .work }
        var answers: [ModelMessage] = []
        var isRunning = false
        var isAsked = false
        for work in work {
            switch work.progress {
            case .running: isRunning = true
            case .asked: isAsked = true
            case .due, .inGraph: continue
            case .answered(let answer): answers.append(.tool(callID: work.call.id, content: answer))
            }
        }
        if isRunning || isAsked {
            turn.memo = memo.encoded()
            return isRunning ? .work : .wait
        }
        if let place = work.firstIndex(where: { $0.progress == .due }) { return try begin(place, of: work, &memo, &turn) }
        memo.messages += answers
        if let heard = memo.heard { memo.messages.append(.user(heard)) }
        memo.heard = nil
        return try ask(&memo, &turn)
    }
}
