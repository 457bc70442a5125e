import Glibc

/// Another program that is run to its end.
enum Subprocess {
    struct Failure: Error {
        /// The system's, such as `ENOENT`.
        let code: Int32
        /// A sentence without a full stop.
        let message: String
    }

    /// Waits until the program has ended. It reads nothing, and its standard output is that of this process.
    ///
    /// - Parameters:
    ///   - arguments: The program first, which is looked up in `PATH`.
    ///   - path: The file that takes its standard error.
    /// - Returns: Its exit status; -1 when a signal ended it.
    static func run(_ arguments: [String], complainingTo path: String) throws(Failure) -> Int32 {
        guard let program = arguments.first else { return 0 }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        let code = posix_spawnp(&process, program, &actions, nil, &words, environ)
        guard code == 0 else {
            throw Failure(code: code, message: "'\(program)' cannot be started: \(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    }
}
