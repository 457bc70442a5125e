import Testing

/// Runs each test of a suite on every store, one after the other.
struct EveryStore: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        for backend in [TestBackend.sqlite, .postgres] {
            let telling = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append("in \(backend.rawValue)")
                return issue
            }
            try await telling.provideScope(for: test, testCase: testCase) {
                try await TestBackend.$usual.withValue(backend) { try await body() }
            }
        }
    }
}

extension Trait where Self == EveryStore {
    /// What the test opens without a name is each store in turn.
    static var inEveryStore: EveryStore { EveryStore() }
}
