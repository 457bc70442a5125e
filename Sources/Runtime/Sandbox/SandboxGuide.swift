/// What a person is told about a sandbox.
enum SandboxGuide {
    /// - Parameter showsVariables: Whether the person is to point a bot at the sandbox.
    static func introduction(
        to address: SandboxAddress, _ environment: SandboxEnvironment, showsVariables: Bool
    ) -> [String] {
        let places = [
            ("WhatsApp", "POST \(address.url)/v25.0/{phone_number_id}/messages"),
            ("model", "POST \(address.url)/v1/chat/completions"),
            ("tickets", "POST \(address.url)/tickets"),
            ("orders", environment.values["LOJA_DATABASE"] ?? ""),
            ("record", "GET  \(address.url)/sandbox/messages"),
            ("events", "GET  \(address.url)/sandbox/events"),
        ]
        var lines = ["The sandbox stands in for these:"]
        lines += places.map { "  \($0.0)\(String(repeating: " ", count: max(1, 10 - $0.0.count)))\($0.1)" }
        guard showsVariables else { return lines + [""] }
        lines += ["", "A bot reaches them with these settings:"]
        lines += environment.parts.flatMap(\.variables).map { "  \($0.name)=\($0.value)" }
        return lines + [""]
    }

    static func invitation(to address: SandboxAddress) -> [String] {
        [
            "Write to the bot or tap a button, and see the reply here; Ctrl-C ends it:",
            #"  curl --data '{"text": "Quero abrir um chamado: minha lente veio riscada"}' \#(address.url)/sandbox/say"#,
            #"  curl --data '{"tap": "Sim, abrir"}' \#(address.url)/sandbox/say"#,
            "",
        ]
    }
}
