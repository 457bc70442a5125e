import Glibc

extension String {
    /// What the system says about its last fault or another one, as a part of a sentence.
    static func systemReason(_ code: CInt = errno) -> String { String(cString: strerror(code)).lowercased() }
}
