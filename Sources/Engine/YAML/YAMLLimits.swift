/// How much one YAML file may hold.
struct YAMLLimits: Sendable {
    var fileBytes = 1 << 20
    /// Collections inside one another.
    var depth = 64
    var aliases = 1000
    /// Scalars and collections; an alias counts as many as what it stands for.
    var nodes = 100_000
    /// After how many mistakes in the syntax that can be skipped over reading ends.
    var repairs = 20

    static let standard = YAMLLimits()
}
