import Engine
import Glibc
import Runtime

/// Text to a standard stream, without a buffer in between.
enum Output {
    static func write(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// For people: what others wrote in it does nothing to their terminal.
    static func show(_ text: String) { write(text.forTerminal()) }

    /// One line for the person who called the command.
    static func complain(_ line: String) {
        write("trama: \(line.forTerminal())\n", to: STDERR_FILENO)
    }

    /// What kept a command from its work.
    static func complain(about error: any Error) {
        switch error {
        case let error as WrongSettings: for problem in error.problems { complain(problem) }
        case let error as StoreError: complain("the database cannot be used: \(error.message)")
        case let error as CallFailure: complain(error.message)
        default: complain("\(error)")
        }
    }

    static func write(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // A reader that went away wants no more.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
