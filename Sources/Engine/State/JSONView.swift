import CEL

/// A JSON object as expressions see it: a member is converted when it is read.
final class JSONView: MapView {
    let object: JSONObject
    /// An object, a map, or `any`.
    private let type: DataType

    init(_ object: JSONObject, as type: DataType = .any) {
        self.object = object
        self.type = type
    }

    /// Whether the values are no more than what JSON says.
    var isPlain: Bool {
        if case .any = type { true } else { false }
    }

    var count: Int {
        guard case .object = type else { return object.members.count }
        return names.count
    }

    var names: [String] {
        guard case .object(let fields) = type else { return object.members.map(\.key) }
        return object.members.map(\.key).filter { key in fields.contains { $0.name == key } }
    }

    func value(for name: String) -> Value? {
        // By the very scalars: for an expression, texts that are equivalent are two.
        guard let member = object.member(name), member.key.hasSameScalars(as: name) else { return nil }
        return type(of: name)?.value(of: member.value)
    }

    /// `nil` for what is not declared, which expressions do not see.
    private func type(of name: String) -> DataType? {
        switch type {
        case .object(let members): members.first { $0.name == name }?.type
        case .map(let type): type
        default: .any
        }
    }
}
