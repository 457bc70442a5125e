import CEL

extension JSONObject.Storage: MapView {
    var count: Int { members.count }
    var names: [String] { members.map(\.key) }

    func value(for name: String) -> Value? {
        // By the very scalars: for an expression, texts that are equivalent are two.
        guard let member = member(name), member.key.hasSameScalars(as: name) else { return nil }
        return Value(member.value)
    }
}
