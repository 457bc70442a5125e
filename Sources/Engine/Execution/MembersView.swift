import CEL

/// A map whose members are made when an expression asks for them: a turn has several such maps, and reads few of them.
final class MembersView<Source: Sendable>: MapView {
    private let possible: [String]
    private let source: Source
    private let member: @Sendable (String, Source) -> Value?

    /// - Parameters:
    ///   - names: Those that it may have, in their order.
    ///   - member: `nil` for one that it has not, and for any other name.
    init(_ names: [String], of source: Source, _ member: @escaping @Sendable (String, Source) -> Value?) {
        possible = names
        self.source = source
        self.member = member
    }

    var names: [String] { possible.filter { value(for: $0) != nil } }
    var count: Int { names.count }
    func value(for name: String) -> Value? { member(name, source) }
}
