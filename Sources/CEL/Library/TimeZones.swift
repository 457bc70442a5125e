internal import Synchronization

/// Zones by name. A memo of files that do not change while the process runs; it grows no larger than the database.
final class TimeZones: Sendable {
    private let known = Mutex<[String: TimeZoneData]>([:])

    /// Seconds east of UTC.
    ///
    /// - Parameter zone: `UTC`, a name of the tz database, or hours and minutes: `+02:00`, `-03:00`, `02:00`.
    func offset(of zone: String, at seconds: Int64) throws(EvaluationError) -> Int {
        if zone == "UTC" || zone == "Z" || zone.isEmpty { return 0 }
        var reader = DigitReader(Array((zone.first?.isNumber == true ? "+" + zone : zone).utf8))
        if let offset = reader.offset(), reader.isAtEnd { return offset }
        if let data = known.withLock({ $0[zone] }) { return data.offset(at: seconds) }
        guard let data = TimeZoneData(named: zone) else { throw EvaluationError(.argument, "this time zone is not known") }
        known.withLock { $0[zone] = data }
        return data.offset(at: seconds)
    }
}
