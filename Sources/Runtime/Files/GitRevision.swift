public import Engine
import FoundationEssentials

/// A bot as it was at a revision of the Git repository that its folder is in.
public enum GitRevision {
    /// - Parameters:
    ///   - folder: In the working tree; as it is shown to people.
    ///   - revision: As Git understands it, such as `HEAD~1`.
    public static func files(of folder: BotFolder, at revision: String) throws(GitError) -> BotFiles {
        // What begins with '-' would be an option.
        guard !revision.isEmpty, !revision.hasPrefix("-") else { throw GitError(reason: "'\(revision)' is no revision") }
        guard let work = TemporaryFolder() else { throw GitError(reason: "the temporary folder cannot be written") }
        defer { work.remove() }
        let archive = work.path + "/bot.tar"
        try run(["git", "-C", folder.path, "archive", "--format=tar", "-o", archive, revision, "."], in: work)
        let copy = work.path + "/bot"
        do {
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        } catch {
            throw GitError(reason: "the temporary folder cannot be written")
        }
        try run(["tar", "-xf", archive, "-C", copy], in: work)
        do throws(BotFolderError) {
            return try BotFolder(path: copy).read()
        } catch {
            throw GitError(reason: "at \(revision) there is no bot in \(folder.path)")
        }
    }

    private static func run(_ arguments: [String], in work: TemporaryFolder) throws(GitError) {
        let complaints = work.path + "/errors.txt"
        let status: Int32
        do throws(Subprocess.Failure) {
            status = try Subprocess.run(arguments, complainingTo: complaints)
        } catch {
            throw GitError(reason: error.message)
        }
        guard status == 0 else {
            let said = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
            throw GitError(reason: "\(arguments[0]) failed: \(said.split(separator: "\n").first ?? "it does not say why")")
        }
    }
}

public struct GitError: Error, Sendable, Equatable {
    /// One sentence without a full stop.
    public let reason: String
}
