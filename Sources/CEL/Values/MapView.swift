/// Data of the host that a map reads in place: a member becomes a ``Value`` each time that an expression asks for it.
///
/// A class, so that a value holds it by one reference. What it answers never changes. A null member is in the data, and missing for the host profile.
public protocol MapView: AnyObject, Sendable {
    var count: Int { get }
    /// The member names in their order, each once: no two have the same Unicode scalars.
    var names: [String] { get }
    /// `nil` for a name that is not among `names`, to the scalar: texts that Swift's `==` takes for the same may be two names.
    func value(for name: String) -> Value?
}
