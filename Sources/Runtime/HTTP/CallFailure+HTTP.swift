import Engine

extension CallFailure {
    /// - Parameter name: What was called, for the operator: `model 'default'`.
    init(_ failure: HTTPClient.Failure, of name: String) {
        let code: Code =
            switch failure.code {
            case .unreachable, .noAnswer, .overloaded, .cancelled: .unavailable
            case .tooLarge: .invalid
            case .forbiddenAddress, .malformed: .misconfigured
            }
        self.init(code, "\(name): \(failure.message)")
    }
}
