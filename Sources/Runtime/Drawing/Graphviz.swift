import FoundationEssentials
import Glibc

/// Graphviz, the program that lays drawings of graphs out.
public enum Graphviz {
    /// A drawing in Graphviz's own language as SVG. Waits until the program has ended.
    ///
    /// - Parameter program: A name that is looked up in `PATH`.
    public static func svg(of dot: String, program: String = "dot") throws(GraphvizError) -> String {
        var template = Array("\(ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp")/trama-graph-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw GraphvizError(reason: "the temporary folder cannot be written") }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // What is left behind does no harm: it is in the temporary folder.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (input, output, complaints) = (folder + "/graph.dot", folder + "/graph.svg", folder + "/errors.txt")
        do {
            try dot.write(toFile: input, atomically: false, encoding: .utf8)
        } catch {
            throw GraphvizError(reason: "the temporary folder cannot be written")
        }
        let status = try run([program, "-Tsvg", "-o", output, input], complainingTo: complaints)
        guard status == 0, let svg = try? String(contentsOfFile: output, encoding: .utf8), !svg.isEmpty else {
            let said = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
            throw GraphvizError(reason: "Graphviz failed: \(said.split(separator: "\n").first ?? "it does not say why")")
        }
        return svg
    }

    /// - Returns: The program's exit status; -1 when a signal ended it.
    private static func run(_ arguments: [String], complainingTo path: String) throws(GraphvizError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        let failure = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
        guard failure != ENOENT else {
            throw GraphvizError(reason: "Graphviz is not installed: there is no '\(arguments[0])' in PATH")
        }
        guard failure == 0 else {
            throw GraphvizError(reason: "'\(arguments[0])' cannot be started: \(String(cString: strerror(failure)))")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    }
}

public struct GraphvizError: Error, Sendable, Equatable {
    /// One sentence without a full stop.
    public let reason: String
}
