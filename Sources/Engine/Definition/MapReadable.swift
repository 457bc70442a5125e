/// What is read from a mapping by its list of fields.
protocol MapReadable: Sendable {
    static var fields: Fields { get }
    init(reading map: inout MapReader) throws(Unreadable)
}
