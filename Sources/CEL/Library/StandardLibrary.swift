/// The functions that every expression may call.
enum StandardLibrary {
    static func functions(for profile: Environment.Profile) -> [Function] {
        standard
    }

    private static let standard: [Function] = CoreFunctions.all
}
