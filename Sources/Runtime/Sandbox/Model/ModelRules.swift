import Engine

/// How the scripted model decides.
enum ModelRules {
    /// What a person may want, by words in what they write, and the tools for it, by words in what is declared of them.
    private struct Wish {
        let cues: Set<String>
        let declared: Set<String>
    }

    private static let wishes = [
        Wish(
            cues: ["historico", "anterior", "anteriores", "antes", "history"],
            declared: ["historico", "history", "anteriores", "passadas"]
        ),
        Wish(
            cues: [
                "chamado", "ticket", "problema", "problemas", "defeito", "reclamacao", "reclamar", "quebrou", "quebrado",
                "quebrada", "suporte", "atendente", "humano",
            ],
            declared: ["chamado", "ticket", "suporte", "reclamacao", "support"]
        ),
    ]
    private static let order = Wish(
        cues: ["pedido", "pedidos", "encomenda", "compra", "entrega", "rastreio", "order"],
        declared: ["pedido", "pedidos", "encomenda", "compra", "rastreio", "order", "orders"]
    )

    static func decide(_ request: ChatRequest) -> ScriptedModel.Decision {
        let decision = usual(request)
        guard request.mustCall, case .say = decision, let tool = request.tools.last else { return decision }
        guard case .complete(let arguments) = ToolArguments.fill(tool, from: Words(request.exchange.words)) else {
            return .call(tool.name, arguments: [:])
        }
        return .call(tool.name, arguments: arguments)
    }

    private static func usual(_ request: ChatRequest) -> ScriptedModel.Decision {
        let (words, calls, results) = request.exchange
        guard results.isEmpty else { return .say(quote(results, of: calls)) }
        let said = Words(words)
        guard let tool = choose(among: request.tools, for: said) else { return .say("Olá! Como posso ajudar você hoje?") }
        switch ToolArguments.fill(tool, from: said) {
        case .complete(let arguments): return .call(tool.name, arguments: arguments)
        case .missing(let parameter):
            let name = parameter.description.isEmpty ? parameter.name : parameter.description
            return .say("Claro! Para isso preciso de uma informação: \(name.trimmingEnd(of: ".")). Pode me enviar?")
        }
    }

    /// An order's number counts most, then a known wish, then words that a tool's name shares with what was said.
    private static func choose(among tools: [ChatRequest.Tool], for said: Words) -> ChatRequest.Tool? {
        func declares(_ tool: ChatRequest.Tool, _ wish: Wish) -> Int {
            let name = Words(tool.name).set.intersection(wish.declared).count
            return name * 10 + Words(tool.description).set.intersection(wish.declared).count
        }
        func best(_ fit: (ChatRequest.Tool) -> Int) -> ChatRequest.Tool? {
            let fits = tools.map { (tool: $0, fit: fit($0)) }.filter { $0.fit > 0 }
            return fits.first { candidate in fits.allSatisfy { $0.fit <= candidate.fit } }?.tool
        }
        func takesNumber(_ tool: ChatRequest.Tool) -> Bool {
            let required = tool.parameters.filter(\.isRequired)
            let own = required.isEmpty ? tool.parameters : required
            return own.count == 1 && own[0].schema["enum"] == nil
                && ["string", "integer", "number"].contains(own[0].schema["type"]?.string)
        }
        if said.number != nil, let tool = best({ takesNumber($0) ? declares($0, order) : 0 }) { return tool }
        for wish in wishes where !said.set.isDisjoint(with: wish.cues) {
            if let tool = best({ declares($0, wish) }) { return tool }
        }
        if !said.set.isDisjoint(with: order.cues), let tool = best({ takesNumber($0) ? declares($0, order) : 0 }) { return tool }
        return best { Words($0.name).set.filter { $0.count >= 5 }.intersection(said.set).count }
    }

    private static func quote(_ results: [String], of calls: [String]) -> String {
        let values = results.map { text in (try? JSON(parsing: text)) ?? .string(text) }
        let offer = "Posso ajudar em algo mais?"
        if let error = values.lazy.compactMap({ $0["error"]?.string }).first {
            // What the engine says of a customer who did not confirm is no failure.
            guard Words(error).set.isDisjoint(with: ["customer", "confirmation"]) else {
                return "Tudo bem, não fiz nada. " + offer
            }
            return "Não consegui: \(error.trimmingEnd(of: ".!? \n")). \(offer)"
        }
        let text = values.map(ResultWording.sentence).joined(separator: "\n").trimmingEnd(of: ".!? \n")
        guard !text.isEmpty else { return "Consultei, mas não há nada registrado. " + offer }
        let made: Set = ["criar", "cria", "abrir", "abre", "registrar", "create", "open"]
        let opening = calls.contains { !Words($0).set.isDisjoint(with: made) } ? "Pronto!" : "Consultei para você:"
        return "\(opening) \(text)" + (text.contains("\n") ? "\n\n" : ". ") + offer
    }
}
