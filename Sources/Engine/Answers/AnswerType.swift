import CEL

/// What a person's answer is read as.
enum AnswerType: String, CaseIterable, Sendable {
    case string, integer, number, boolean, date, money, cpf, email, phone

    /// The one whose values a state name of this type takes.
    init?(storing type: DataType) {
        switch type {
        case .string: self = .string
        case .integer: self = .integer
        case .number: self = .number
        case .boolean: self = .boolean
        case .date: self = .date
        case .optional(let inner), .checked(let inner, _): self.init(storing: inner)
        case .datetime, .duration, .list, .map, .object, .any: return nil
        }
    }

    var valueType: Type {
        switch self {
        case .string, .date, .cpf, .email, .phone: .string
        case .integer: .int
        case .number, .money: .double
        case .boolean: .bool
        }
    }

    /// Whether every answer is a value of the type.
    func fits(_ type: DataType) -> Bool {
        switch type {
        case .optional(let inner), .checked(let inner, _): fits(inner)
        case .date: self == .date
        default: valueType.fits(type.type)
        }
    }

    /// `nil` when the words cannot be read so.
    ///
    /// - Parameter time: When they were written, from which 'tomorrow' is counted.
    func value(of words: String, at time: Timestamp, in region: Region) -> Value? {
        let text = words.trimmed
        switch self {
        case .string: return text.isEmpty ? nil : .string(text)
        case .integer: return region.number(in: text).flatMap(Int64.init(exactly:)).map(Value.int)
        case .number: return region.number(in: text).map(Value.double)
        case .boolean: return YesNo.value(of: text).map(Value.bool)
        case .date: return region.day(in: text, at: time).map(Value.string)
        case .money: return Money.amount(text, in: region).map(Value.double)
        case .cpf: return CPF.text(text).map(Value.string)
        case .email: return EmailAddress.text(text).map(Value.string)
        case .phone:
            let isBrazilian = region.language == "pt" || region.currencyCode == "BRL"
            return PhoneNumber.text(text, isBrazilian: isBrazilian).map(Value.string)
        }
    }
}
