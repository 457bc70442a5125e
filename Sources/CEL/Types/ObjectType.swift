/// The members of a map that is known at load, in the order of their declaration.
///
/// Two object types fit each other when their fields do; the name is for messages.
public struct ObjectType: Sendable, Hashable {
    public let name: String
    public let fields: [Field]

    public init(name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    public func field(named name: String) -> Field? {
        fields.first { $0.name.hasSameScalars(as: name) }
    }
}
