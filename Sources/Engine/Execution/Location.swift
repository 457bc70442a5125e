/// A place on the map, as it is sent by either side.
public struct Location: Sendable, Equatable {
    /// Degrees, -90 through 90.
    public let latitude: Double
    /// Degrees, -180 through 180.
    public let longitude: Double
    public let name: String?
    public let address: String?

    public init(latitude: Double, longitude: Double, name: String? = nil, address: String? = nil) {
        self.latitude = latitude
        self.longitude = longitude
        self.name = name
        self.address = address
    }
}
