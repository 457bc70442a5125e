/// A macro that goes over the elements of a list or the entries of a map.
struct Fold: Sendable {
    enum Kind: String, Sendable {
        case all, exists, existsOne, filter, map, transformMap, transformMapEntry, sortBy
    }

    let kind: Kind
    let range: Expression
    /// One name: the element or the key. Two: the index or the key, and the value.
    let variables: [String]
    /// Where their names stand.
    let places: [Range<Int>]
    /// Elements for which it is false are passed over.
    let filter: Expression?
    let body: Expression
}
