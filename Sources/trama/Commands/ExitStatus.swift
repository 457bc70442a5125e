import ArgumentParser

/// How a command ends.
enum ExitStatus {
    /// The bots' files have errors.
    static let problems = ExitCode(1)
    /// The command could not do its work: settings, files or addresses are missing.
    static let unable = ExitCode(2)
}
