import ArgumentParser
import CEL
import Engine
import Runtime

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells in plain words why a bot said what it said.",
        discussion: """
            Of a stored conversation ('trama explain 17') a recorded turn is played again on the bot's files; of a test ('trama explain \
            bots/loja --test "um pedido atrasado"') a step. Nothing leaves. Each line names the place in the files.
            """
    )

    @Argument(help: "A conversation's number; with --test the folder of a bot.")
    var subject: String

    @Option(help: "Which turn of the conversation, or which step of the test; left out: the last one.")
    var turn: Int?

    @Option(help: "A test of the bot, by its name or a part of it.")
    var test: String?

    @Option(help: "The step of the test that stands on this line of its file.")
    var line: Int?

    @Option(help: "'text' for people, 'json' for programs.")
    var format = OutputFormat.text

    @OptionGroup var files: BotFilesOption

    @OptionGroup var privacy: PrivacyOption

    @OptionGroup var speech: LanguageOption

    @OptionGroup var database: ConversationDatabase

    func validate() throws {
        if test == nil, Int64(subject) == nil {
            throw ValidationError("name a conversation by its number, or a test of the bot with --test")
        }
        if test == nil, line != nil { throw ValidationError("--line is of a test: name it with --test") }
        if let turn, turn < 1 { throw ValidationError("turns and steps are counted from 1") }
        if test != nil, files.bot != nil {
            throw ValidationError("--bot is of a conversation; with --test the folder is the argument")
        }
        if turn != nil, line != nil { throw ValidationError("--turn and --line both say which step: leave one out") }
    }

    func run() async throws {
        if let test { return try explain(test: test) }
        if let id = Int64(subject) { try await explain(conversation: id) }
    }

    // MARK: A conversation

    private func explain(conversation id: Int64) async throws {
        let (stored, turns) = try await database.with { store in
            let stored = try await database.find(id, in: store)
            let turns = try await store.recordedTurns(of: stored.summary.id, limit: ConversationDatabase.turnLimit)
            return (stored, turns.filter { !$0.isOfNotice })
        }
        guard let (bot, files) = try files.find(stored.summary.bot) else {
            Output.complain("the files of '\(stored.summary.bot.rawValue)' are needed: name their folder with --bot")
            throw ExitStatus.unable
        }
        guard let recorded = turn.map({ number in turns.last { $0.number == number } }) ?? turns.last else {
            Output.complain(
                turns.isEmpty
                    ? "no turn of conversation \(id) is recorded any more"
                    : "that turn is not recorded: there are \(turns.map { "\($0.number)" }.joined(separator: ", "))")
            throw ExitStatus.unable
        }
        let told: TurnStory
        do throws(CheckpointError) {
            told = try TurnStory(of: recorded, in: stored, on: bot)
        } catch {
            Output.complain("the checkpoint before the turn cannot be read: \(error.message)")
            throw ExitStatus.unable
        }
        let explainer = Explainer(of: bot, in: files)
        let explanation = explainer.explanation(
            of: told.story, with: privacy.discretion(for: bot, in: stored, turns: turns), caveats: told.caveats)
        show(
            explanation, under: explainer.heading(conversation: stored.summary.id, turn: told.number, at: told.at),
            [
                "conversation": .int(id), "bot": .string(bot.id.rawValue), "turn": .int(Int64(told.number)),
                "event": .int(recorded.event), "at": .string(told.at.description),
            ])
    }

    // MARK: A test

    private func explain(test name: String) throws {
        let compilation = try Compilation(of: [subject])
        if compilation.hasErrors {
            speech.show(compilation.diagnostics)
            throw ExitStatus.problems
        }
        let candidates = zip(compilation.bots, compilation.files).flatMap { bot, files in
            bot.tests.filter { $0.name.value.contains(name) }.map { (bot: bot, files: files, test: $0) }
        }
        guard let found = candidates.first(where: { $0.test.name.value == name }) ?? candidates.first else {
            Output.complain(DiagnosticSummary.noTests(named: name).text(in: speech.language))
            throw ExitStatus.unable
        }
        guard found.test.name.value == name || candidates.count == 1 else {
            let names = candidates.map { "'\($0.test.name.value)'" }.joined(separator: ", ")
            Output.complain("several tests have that in their names: \(names)")
            throw ExitStatus.unable
        }
        let steps = found.bot.stories(of: found.test, recordings: RecordingFolder(of: found.files))
        guard let place = place(in: steps) else {
            Output.complain("there is no such step among the \(steps.count) that were played")
            throw ExitStatus.unable
        }
        let explainer = Explainer(of: found.bot, in: found.files)
        let span = steps[place].span
        show(
            explainer.explanation(of: steps[place].story),
            under: explainer.heading(test: found.test.name.value, step: place + 1, at: span),
            [
                "test": .string(found.test.name.value), "bot": .string(found.bot.id.rawValue), "step": .int(Int64(place + 1)),
                "file": .string(span.file.path), "line": .int(Int64(span.start.line)),
            ])
    }

    private func place(in steps: [TestStory]) -> Int? {
        if let line {
            return steps.lastIndex { $0.span.start.line <= line && line <= $0.span.end.line }
        }
        guard let turn else { return steps.indices.last }
        return steps.indices.contains(turn - 1) ? turn - 1 : nil
    }

    // MARK: Output

    private func show(_ explanation: Explanation, under heading: Wording, _ about: JSONObject) {
        switch format {
        case .text:
            Output.show(heading.text(in: speech.language) + "\n\n" + explanation.text(in: speech.language))
        case .json:
            var object = about
            object["lines"] = explanation.json(in: speech.language)
            Output.write(JSON.object(object).layout)
        }
    }
}
