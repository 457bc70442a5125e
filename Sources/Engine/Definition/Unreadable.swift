/// Thrown where a value cannot be used; what is wrong with it has been reported.
struct Unreadable: Error {}
