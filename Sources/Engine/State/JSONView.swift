import CEL

/// A JSON object as its declared type has it: a member is converted when it is read.
final class JSONView: MapView {
    private let object: JSONObject
    /// Of an object or a map.
    private let type: DataType

    init(_ object: JSONObject, as type: DataType) {
        self.object = object
        self.type = type
    }

    var count: Int { names.count }
    var names: [String] { object.members.map(\.key).filter { type(of: $0) != nil } }

    func value(for name: String) -> Value? {
        guard let member = object.storage.member(name), member.key.hasSameScalars(as: name) else { return nil }
        return type(of: name)?.value(of: member.value)
    }

    /// `nil` for what is not declared, which expressions do not see.
    private func type(of name: String) -> DataType? {
        switch type {
        case .object(let members): members.first { $0.name == name }?.type
        case .map(let type): type
        default: nil
        }
    }
}
