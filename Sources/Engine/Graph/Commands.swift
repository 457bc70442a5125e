/// Words by which a person steers the conversation instead of answering a question.
struct Commands: Sendable {
    struct Command: Sendable {
        /// Whole messages, folded; of `correct` also how one begins.
        let words: Set<String>
        /// `nil`: the engine's own text.
        let text: Template?
    }

    let back: Command
    let again: Command
    let cancel: Command
    let correct: Command
    /// Where a cancelled conversation goes on; `nil`: it ends.
    let cancelTarget: NodeID?

    var expressions: [Expression] { [back, again, cancel, correct].compactMap(\.text).flatMap(\.expressions) }
}
