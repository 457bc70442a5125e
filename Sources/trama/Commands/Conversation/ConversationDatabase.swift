import ArgumentParser
import Engine
import Runtime

/// The store of the settings, opened beside the process that works on it.
struct ConversationDatabase: ParsableArguments {
    /// Of one conversation are shown and copied at most so many entries, the last ones.
    static let historyLimit = 10_000
    /// Of one conversation are played at most so many turns, the last ones.
    static let turnLimit = 1000

    @OptionGroup var environment: EnvironmentOption

    /// Runs `body` on the store.
    ///
    /// - Throws: `ExitStatus.unable` after it told what is wrong with the store.
    func with<Value>(_ body: (any Store) async throws -> Value) async throws -> Value {
        do {
            let store = try await Stores.visit(try ServerSettings(from: try environment.read()).database)
            do {
                let value = try await body(store)
                await store.close()
                return value
            } catch {
                await store.close()
                throw error
            }
        } catch let error as ExitCode {
            throw error
        } catch {
            Output.complain(about: error)
            throw ExitStatus.unable
        }
    }

    /// - Throws: `ExitStatus.unable` after it told that there is no such conversation.
    func find(_ id: Int64, in store: any Store, historyEntries: Int = historyLimit) async throws -> StoredConversation {
        guard let stored = try await store.conversation(ConversationID(rawValue: id), historyEntries: historyEntries) else {
            Output.complain("there is no conversation \(id)")
            throw ExitStatus.unable
        }
        return stored
    }
}
