/// What the result of an expression is wanted for.
public enum Purpose: Sendable, Hashable {
    case value
    /// It must be true or false.
    case condition
    /// In the host profile a path that may be missing is an optional then, without a value where it is missing.
    case optional
}
