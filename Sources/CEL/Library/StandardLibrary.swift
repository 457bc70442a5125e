/// The functions that every expression may call.
enum StandardLibrary {
    /// By name; those of the host profile are the region's.
    static let functions = Dictionary(grouping: all, by: \.name)

    static func hostFunctions(in conventions: Conventions) -> [String: [Function]] {
        let host = [
            HostFunctions(conventions: conventions).all, NumberFunctions(conventions: conventions).all,
            DateFunctions(conventions: conventions).all,
        ].flatMap { $0 }
        return functions.merging(Dictionary(grouping: host, by: \.name), uniquingKeysWith: +)
    }

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
