import FoundationEssentials

enum Folder {
    /// Makes the folder that a file is to be in, and those above it, where they are missing.
    static func create(around file: String) throws(StoreError) {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        guard !parts.isEmpty, parts != [""] else { return }
        let folder = parts.joined(separator: "/")
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.unavailable, "the folder '\(folder)' cannot be made")
        }
    }
}
