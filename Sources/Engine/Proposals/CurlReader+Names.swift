/// What names and values say of themselves.
extension CurlReader {
    /// Names that expressions of a tool have already.
    static let taken: Set<String> = [
        "contact", "message", "bot", "conversation", "now", "result", "error", "state", "status", "body", "row",
    ]

    /// A place that the command's author left open: `{{id}}`, `{id}`, `<id>`, `:id`, `$ID`.
    static func placeholder(_ text: String) -> String? {
        for (start, end) in [("{{", "}}"), ("${", "}"), ("{", "}"), ("<", ">"), (":", ""), ("$", "")]
        where text.hasPrefix(start) && text.hasSuffix(end) && text.count > start.count + end.count {
            let name = text.dropFirst(start.count).dropLast(end.count).trimmed
            return name.allSatisfy { $0.isASCIILetterOrDigit || "_-.".contains($0) } ? name : nil
        }
        return nil
    }

    /// Digits, a UUID, or a code that holds digits; a version such as `v2` is none.
    static func isIdentifier(_ text: String) -> Bool {
        guard text.allSatisfy({ $0.isASCIILetterOrDigit || "-_.".contains($0) }) else { return text.contains("@") }
        let digits = text.count { $0.isASCII && $0.isNumber }
        if digits == text.count { return true }
        if text.first == "v", digits >= text.count - 2 { return false }
        return digits >= 2 && text.count >= 5
    }

    /// Whether a number under this name differs from call to call.
    static func isNameOfIdentifier(_ name: String) -> Bool {
        let words = Set(snake(name).split(separator: "_").map(String.init))
        let telling: Set<String> = [
            "id", "numero", "number", "codigo", "code", "cep", "cpf", "cnpj", "order", "pedido", "valor", "value", "amount",
            "quantidade", "quantity",
        ]
        return !words.isDisjoint(with: telling)
    }

    static func isPhone(_ name: String) -> Bool {
        let words = Set(snake(name).split(separator: "_").map(String.init))
        return !words.isDisjoint(with: ["phone", "telefone", "celular", "whatsapp", "fone"])
    }

    /// Of headers and of what stands in an address.
    static func isSecret(_ name: String) -> Bool {
        let words = Set(snake(name).split(separator: "_").map(String.init))
        return !words.isDisjoint(with: ["authorization", "token", "secret", "apikey", "password", "senha"])
            || words.isSuperset(of: ["api", "key"]) || words.isSuperset(of: ["access", "key"]) || name.lowercased() == "key"
    }

    /// Whether a header says something that neither the connection, the engine nor a browser says by itself.
    static func isKept(_ name: String) -> Bool {
        let name = name.lowercased()
        let own: Set<String> = [
            "accept", "accept-encoding", "accept-language", "cache-control", "connection", "content-length", "content-type",
            "cookie", "dnt", "host", "idempotency-key", "if-none-match", "origin", "postman-token", "pragma", "priority",
            "referer",
            "te", "upgrade-insecure-requests", "user-agent", "x-requested-with",
        ]
        return !own.contains(name) && !name.hasPrefix("sec-") && !name.isEmpty && !isSecret(name)
    }

    /// `orderId` and `order-id` as `order_id`.
    static func snake(_ name: String) -> String {
        var result = ""
        var last: Character = "_"
        for character in name {
            if character.isUppercase, last.isLowercase || last.isNumber { result.append("_") }
            result += character.isLetter || character.isNumber ? character.lowercased() : "_"
            last = character
        }
        return result
    }

    /// Of a plural in `s`.
    static func singular(_ name: String) -> String {
        let name = snake(name)
        return name.count > 3 && name.hasSuffix("s") && !name.hasSuffix("ss") ? String(name.dropLast()) : name
    }
}
