public import Engine

/// Plays tests with `model: recorded`, asks the real model what is not recorded yet, and keeps its answers.
public struct ModelRecorder: Sendable {
    /// How often the model may be asked for one test.
    static let limit = 100

    private let bot: Bot
    private let recordings: RecordingFolder
    private let model: Models

    /// What became of a test.
    public struct Outcome: Sendable {
        public let result: TestResult
        /// How many answers were recorded for it.
        public let asked: Int
    }

    public init(_ bot: Bot, into recordings: RecordingFolder, asking model: Models) {
        self.bot = bot
        self.recordings = recordings
        self.model = model
    }

    /// - Throws: `CallFailure` when the model does not answer, or what the system says of a file that cannot be written.
    public func record(_ test: TestDefinition) async throws -> Outcome {
        var asked = 0
        while true {
            let result = bot.play(test, recordings: recordings)
            guard let request = result.unrecorded, asked < ModelRecorder.limit else {
                return Outcome(result: result, asked: asked)
            }
            try recordings.keep(try await model.complete(request), to: request)
            asked += 1
        }
    }
}
