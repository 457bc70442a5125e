internal import Synchronization

/// Zones by name. A memo of files that do not change while the process runs; it grows no larger than the database.
final class TimeZones: Sendable {
    private let known = Mutex<[String: Zone]>([:])

    /// - Parameter name: `UTC`, a name of the tz database, or hours and minutes: `+02:00`, `-03:00`, `02:00`.
    func zone(named name: String) throws(EvaluationError) -> Zone {
        if let zone = known.withLock({ $0[name] }) { return zone }
        guard let zone = Zone(named: name) else {
            throw EvaluationError(.argument, "this time zone is not known; one is written as in 'America/Sao_Paulo'")
        }
        known.withLock { $0[name] = zone }
        return zone
    }
}
