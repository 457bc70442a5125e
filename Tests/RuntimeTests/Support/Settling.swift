/// SwiftNIO ends the process when a server is cancelled in the moment in which it accepts a connection ("Deinited NIOAsyncWriter without
/// calling finish()"), and does not tell when none is in the air. So the clients' last connections get a moment to land first.
func letConnectionsLand() async {
    try? await Task.sleep(for: .milliseconds(100))
}
