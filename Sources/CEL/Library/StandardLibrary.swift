/// The functions that every expression may call.
enum StandardLibrary {
    /// By name.
    static func functions(for profile: Environment.Profile) -> [String: [Function]] {
        profile == .host ? host : standard
    }

    private static let standard = Dictionary(grouping: all, by: \.name)
    private static let host = Dictionary(grouping: all + HostFunctions.all, by: \.name)

    private static let all: [Function] = [
        CoreFunctions.all, ConversionFunctions.all, TimeFunctions.all, TextFunctions.all, MathFunctions.all,
        OptionalFunctions.all, ListFunctions.all, EncodingFunctions.all, PatternFunctions.all,
    ].flatMap { $0 }

    /// No function makes a value greater than this many bytes, so that the limit of an evaluation is told before memory ends.
    static let largestValue = 1 << 20

    static func check(size: Int) throws(EvaluationError) {
        if size > largestValue { throw EvaluationError(.limit, "the result would be larger than \(largestValue) bytes") }
    }
}
