import CPostgres
import Engine

/// An error that the server answered with.
///
/// - SeeAlso: PostgreSQL 15, appendix A, "PostgreSQL Error Codes".
struct PostgresError {
    /// Five characters; the first two are its class.
    let state: String
    /// The server's words may repeat values, so they are kept only about the statement itself: it is the author's.
    private let detail: String
    /// The same, for a statement of our own.
    var words: String { detail }

    init(_ result: OpaquePointer) {
        state = PostgresError.text(trama_pg_sqlstate(result)) ?? ""
        let place = PostgresError.text(trama_pg_constraint(result)) ?? PostgresError.text(trama_pg_column(result))
        let words = PostgresError.text(trama_pg_message(result)) ?? ""
        detail = state.hasPrefix("42") ? words.forOperator : place ?? ""
    }

    private static func text(_ characters: UnsafePointer<CChar>?) -> String? { characters.map { String(cString: $0) } }

    var code: CallFailure.Code {
        switch (state.prefix(2), state) {
        case (_, "25006"): .misconfigured
        case (_, "55P03"), (_, "57014"), (_, "57P01"), (_, "57P02"), (_, "57P03"), (_, "57P05"): .unavailable
        case ("08", _), ("40", _), ("53", _), ("58", _), ("XX", _), ("", _): .unavailable
        case ("42", _), ("28", _), ("3D", _), ("3F", _), ("25", _), ("26", _), ("0A", _): .misconfigured
        default: .refused
        }
    }

    var message: String {
        let reason =
            switch state {
            case "25006": "the statement writes, and its tool only reads"
            case "57014": "the statement took too long"
            default: "SQLSTATE \(state)"
            }
        return detail.isEmpty ? reason : "\(reason): \(detail)"
    }
}

extension CallFailure {
    init(_ error: PostgresError) { self.init(error.code, error.message) }
}
