import Glibc

extension String {
    /// The path that this one leads to, absolute and without links; `nil`, and `errno` says why, when nothing is there.
    var realPath: String? {
        guard let resolved = realpath(self, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
