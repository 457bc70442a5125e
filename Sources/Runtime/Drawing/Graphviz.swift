import FoundationEssentials
import Glibc

/// Graphviz, the program that lays drawings of graphs out.
public enum Graphviz {
    /// A drawing in Graphviz's own language as SVG. Waits until the program has ended.
    ///
    /// - Parameter program: A name that is looked up in `PATH`.
    public static func svg(of dot: String, program: String = "dot") throws(GraphvizError) -> String {
        guard let folder = TemporaryFolder() else { throw GraphvizError(reason: "the temporary folder cannot be written") }
        defer { folder.remove() }
        let (input, output, complaints) = (folder.path + "/graph.dot", folder.path + "/graph.svg", folder.path + "/errors.txt")
        do {
            try dot.write(toFile: input, atomically: false, encoding: .utf8)
        } catch {
            throw GraphvizError(reason: "the temporary folder cannot be written")
        }
        let status: Int32
        do {
            status = try Subprocess.run([program, "-Tsvg", "-o", output, input], complainingTo: complaints)
        } catch {
            let isMissing = error.code == ENOENT
            throw GraphvizError(
                reason: isMissing ? "Graphviz is not installed: there is no '\(program)' in PATH" : error.message)
        }
        guard status == 0, let svg = try? String(contentsOfFile: output, encoding: .utf8), !svg.isEmpty else {
            let said = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
            throw GraphvizError(reason: "Graphviz failed: \(said.split(separator: "\n").first ?? "it does not say why")")
        }
        return svg
    }
}

public struct GraphvizError: Error, Sendable, Equatable {
    /// One sentence without a full stop.
    public let reason: String
}
