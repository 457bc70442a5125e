import ArgumentParser
import Engine
import FoundationEssentials
import Runtime

struct ToolNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes a tool of a curl command, an operation of an OpenAPI document or an SQL query.",
        discussion: """
            Texts and identifiers become parameters; the address and keys become settings, and never stand in a file of the bot. With \
            --try the call is made once, and the output is proposed from its answer.
            """
    )

    @Argument(help: "The tool's name, such as 'consultar_pedido'.")
    var name: String

    @Option(help: "The folder of the bot.")
    var bot: String

    @Option(help: "A curl command, as browsers and Postman copy it; '-' reads it from the input.")
    var curl: String?

    @Option(help: "A file with an OpenAPI document, JSON or YAML.")
    var openapi: String?

    @Option(help: "The operation in it: its operationId, or as 'get /orders/{id}'.")
    var operation: String?

    @Option(help: "An SQL statement with ':name' for each value.")
    var sql: String?

    @Option(help: "The name under 'connections'; for a server one is made of its address.")
    var connection: String?

    @Option(help: "What the tool does and when to use it, for the model.")
    var description: String?

    @Flag(name: .customLong("try"), help: "Make the call once, and propose the output from its answer.")
    var tries = false

    @Argument(help: "Arguments for the call, each as name=value; left out: those of the command.")
    var arguments: [String] = []

    @Option(help: "The telephone of the customer on whose behalf it is tried.")
    var phone = "5511999990001"

    @Flag(help: "Make the call though it changes something outside.")
    var yes = false

    @Flag(help: "Add the address and the keys of the command to the file of settings.")
    var saveSettings = false

    @OptionGroup var speech: LanguageOption

    @OptionGroup var environment: EnvironmentOption

    func validate() throws {
        guard [curl, openapi, sql].count(where: { $0 != nil }) == 1 else {
            throw ValidationError("give one of --curl, --openapi and --sql")
        }
        if openapi != nil, operation == nil { throw ValidationError("--openapi needs --operation") }
        if sql != nil, connection == nil { throw ValidationError("--sql needs --connection") }
        if openapi == nil, description?.isEmpty ?? true {
            throw ValidationError("say with --description what the tool does and when to use it: the model goes by it")
        }
        let letters = name.utf8
        let isName = letters.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 } ?? false
        guard isName, letters.count <= 64, name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }) else {
            throw ValidationError("'\(name)' is no name of a tool; it has lower-case letters, digits and '_'")
        }
        _ = try TypedArguments(arguments)
    }

    func run() async throws {
        let target = try OneBot(at: bot, speech)
        let settings = try environment.read()
        do {
            var tool = try NewTool(try await proposal(for: target.bot), in: target.folder, files: target.files, of: target.bot)
            for remark in tool.proposal.remarks { Output.complain(remark) }
            if tries {
                try await attempt(&tool, settings)
            } else if sql != nil {
                await tool.askDatabase(environment: settings)
            }
            try finish(tool)
        } catch let fault as ToolProposal.Fault {
            Output.complain(fault.message)
            throw ExitStatus.unable
        } catch let failure as NewTool.Failure {
            Output.complain(failure.reason)
            throw ExitStatus.unable
        }
    }

    private func proposal(for bot: Bot) async throws -> ToolProposal {
        if let sql, let connection {
            return try ToolProposal(sql: sql, name: name, description: description ?? "", connection: connection, for: bot)
        }
        if let openapi, let operation {
            guard let text = try? String(contentsOfFile: openapi, encoding: .utf8) else {
                throw ToolProposal.Fault(message: "\(openapi): it cannot be read")
            }
            let document = try OpenAPIDocument(text, named: openapi)
            return try ToolProposal(
                document, operation: operation, name: name, description: description, connection: connection, for: bot)
        }
        var command = curl ?? ""
        if command == "-" {
            command = ""
            while let line = await StandardInput.line(), command.utf8.count < 1 << 20 { command += line + "\n" }
        }
        return try ToolProposal(curl: command, name: name, description: description ?? "", connection: connection, for: bot)
    }

    private func attempt(_ tool: inout NewTool, _ settings: [String: String]) async throws {
        let compiled = tool.compiled()
        guard let bot = compiled.bot else {
            speech.show(compiled.diagnostics)
            throw ExitStatus.problems
        }
        let known = tool.proposal.newConnection?.variables.compactMap { variable in
            variable.value.map { (variable.name, $0) }
        }
        let environment = settings.merging(known ?? []) { own, _ in own }
        let given = try TypedArguments(arguments).values
        let samples = tool.proposal.samples.filter { sample in !given.contains { $0.name == sample.name } }
        let report = try await ToolTry(bot: bot, environment: environment, phone: phone, mayWrite: yes)
            .run(name, with: samples + given)
        if case .action(let answer) = report.result, !report.isFailure {
            tool.proposal.take(answer)
        } else {
            Output.complain("the output is left to you: the call brought nothing to propose it from")
        }
    }

    private func finish(_ tool: NewTool) throws {
        Output.write("\n" + tool.proposal.yaml + "\n")
        for path in try tool.write() { Output.complain("written: \(path)") }
        let variables = tool.proposal.newConnection?.variables ?? []
        if let connection = tool.proposal.newConnection, tool.leavesConnection {
            Output.complain("add the connection to bot.yaml:")
            Output.write(connection.yaml)
        }
        var saved: [String] = []
        if saveSettings {
            let path = environment.envFile ?? ".env"
            saved = try tool.saveSettings(to: path)
            if !saved.isEmpty { Output.complain("written to \(path): \(saved.joined(separator: ", "))") }
        }
        let left = variables.filter { !saved.contains($0.name) }
        if !left.isEmpty {
            Output.complain("settings for the operator, in .env or in the environment:")
            for variable in left { Output.write("\(variable.name)=\(variable.isSecret ? "" : variable.value ?? "")\n") }
        }
        if tool.proposal.lacksOutput {
            Output.complain("say under 'output' what of the answer reaches the model; without it nothing does")
        }
        Output.complain("add '\(name)' to the 'tools' of an agent, or use it in a node 'tool: \(name)'")
        let compiled = try Compilation(of: [bot])
        // That nothing uses the new tool yet was just said.
        speech.show(compiled.diagnostics.filter { $0.code != .unusedTool })
        if compiled.hasErrors, !tool.leavesConnection { throw ExitStatus.problems }
    }
}
