/// Lines that a person types or a script pipes in.
public enum StandardInput {
    /// Waits for the next line on a thread of its own.
    ///
    /// - Returns: The line without its end; `nil` at the end of the input, or when the system allows no further thread.
    public static func line() async -> String? {
        await withCheckedContinuation { continuation in
            let isStarted = NativeThread.start { continuation.resume(returning: readLine()) }
            if !isStarted { continuation.resume(returning: nil) }
        }
    }
}
