/// What a kind of node is for, by which drawings colour it.
enum NodeRole: String, Sendable, CaseIterable {
    /// Says something.
    case message
    /// Asks something and waits.
    case question
    /// A model answers or decides.
    case model
    case tool
    /// Writes state.
    case value
    /// A person takes over.
    case person
    /// Lets time pass.
    case time
    /// Leads through other nodes.
    case flow
    case end

    /// Legible in print and on a screen: the text is dark on `fill`, and white on that of `end`.
    var fill: String {
        switch self {
        case .message: "#E3F2FD"
        case .question: "#FFF4D6"
        case .model: "#F3E5F5"
        case .tool: "#E6F4E7"
        case .value: "#ECEFF1"
        case .person: "#FCE4EC"
        case .time: "#FBE9E7"
        case .flow: "#DDF5F6"
        case .end: "#37474F"
        }
    }

    var line: String {
        switch self {
        case .message: "#1565C0"
        case .question: "#B26A00"
        case .model: "#6A1B9A"
        case .tool: "#2E7D32"
        case .value: "#546E7A"
        case .person: "#AD1457"
        case .time: "#BF360C"
        case .flow: "#00737C"
        case .end: "#37474F"
        }
    }

    var text: String { self == .end ? "#FFFFFF" : "#212121" }

    /// The verbs of this role, in the order of the language.
    var keywords: [String] { NodeKinds.all.filter { $0.role == self }.map { $0.keyword } }
}
