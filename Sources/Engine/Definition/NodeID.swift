/// The name of a node within its graph.
public struct NodeID: Sendable, Hashable {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }
}

extension NodeID: CustomStringConvertible {
    public var description: String { name }
}
