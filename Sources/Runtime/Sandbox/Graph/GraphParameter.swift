import Engine

/// A value in a request, with its name as Meta writes it: `interactive['body']['text']`.
struct GraphParameter {
    let name: String
    let value: JSON

    /// The member `key`, which must be there and not be null.
    func required(_ key: String) throws(GraphFault) -> GraphParameter {
        guard let member = optional(key) else { throw .required("\(name)['\(key)']") }
        return member
    }

    func optional(_ key: String) -> GraphParameter? {
        guard let member = value[key], member != .null else { return nil }
        return GraphParameter(name: "\(name)['\(key)']", value: member)
    }

    func string() throws(GraphFault) -> String {
        guard let text = value.string else { throw .wrongType(name, "a string") }
        return text
    }

    func nonEmptyString() throws(GraphFault) -> String {
        let text = try string()
        guard !text.isEmpty else { throw .required(name) }
        return text
    }

    /// A string whose length is within `range`; `label` is what the refusal calls it.
    func string(_ label: String, _ range: ClosedRange<Int>) throws(GraphFault) -> String {
        let text = try string()
        guard range.contains(text.graphLength) else {
            throw .invalid("\(label) length invalid. Min length: \(range.lowerBound), Max length: \(range.upperBound)")
        }
        return text
    }

    func oneOf(_ allowed: [String]) throws(GraphFault) -> String {
        let text = try string()
        guard allowed.contains(text) else { throw .noneOf(name, allowed, got: text) }
        return text
    }

    /// The elements of an array with as many of them as `range` allows; `label` is what the refusal calls them.
    func elements(_ label: String, _ range: ClosedRange<Int>) throws(GraphFault) -> [GraphParameter] {
        guard case .array(let elements) = value else { throw .wrongType(name, "an array") }
        guard range.contains(elements.count) else {
            throw .invalid(
                "Invalid \(label) count. Min allowed \(label): \(range.lowerBound), Max allowed \(label): \(range.upperBound)"
            )
        }
        return elements.enumerated().map { GraphParameter(name: "\(name)[\($0)]", value: $1) }
    }

    func webAddress() throws(GraphFault) -> String {
        let text = try string()
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw .invalid("\(name) is not a valid URL")
        }
        return text
    }

    /// A number, also when written as a string, as Meta's own examples do.
    func number(_ range: ClosedRange<Double>) throws(GraphFault) {
        let number: Double? =
            switch value {
            case .int(let whole): Double(whole)
            case .double(let number): number
            case .string(let text): Double(text)
            default: nil
            }
        guard let number, range.contains(number) else {
            throw .invalid("\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

extension String {
    /// Length as this stand-in counts it. Meta does not say what a character is; UTF-16 units are the strictest reading.
    var graphLength: Int { utf16.count }
}
