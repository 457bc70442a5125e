import Engine
import FoundationEssentials
import Runtime

/// Copies of conversations in files.
enum ConversationFile {
    /// The file is for the user alone: it holds what a customer said.
    static func write(_ copy: ConversationCopy, to path: String) throws { try write(copy.encoded(), to: path) }

    /// The file is for the user alone.
    ///
    /// - Throws: `ExitStatus.unable` after it told why there is none, or that there was one before.
    static func write(_ document: JSON, to path: String) throws {
        do throws(NewFile.Failure) {
            try NewFile.write(document.layout, to: path, isPrivate: true)
        } catch {
            Output.complain("\(path): \(error.reason)")
            throw ExitStatus.unable
        }
    }

    /// - Throws: `ExitStatus.unable` after it told what is wrong with the file.
    static func read(_ path: String, for bot: Bot) throws -> Conversation {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            Output.complain("\(path): it cannot be read")
            throw ExitStatus.unable
        }
        do {
            let copy = try ConversationCopy(decoding: JSON(parsing: text))
            guard copy.bot == bot.id else {
                throw WrongCopy(reason: "it is a conversation with '\(copy.bot.rawValue)', not with '\(bot.id.rawValue)'")
            }
            return copy.conversation
        } catch let error as WrongCopy {
            Output.complain("\(path): \(error.reason)")
        } catch {
            Output.complain("\(path): it is not JSON")
        }
        throw ExitStatus.unable
    }
}
