import Testing

@testable import Engine

/// A bot on an editor's desk, whose files mark places by `‸`.
struct Desk {
    let bot: EditedBot
    private let marks: [(path: String, offset: Int)]

    init(_ files: [String: String], after previous: EditedBot? = nil) {
        var contents: [String: [UInt8]] = [:]
        var marks: [(String, Int)] = []
        for (path, text) in files {
            let scalars = Array(text.unicodeScalars)
            for (count, place) in scalars.indices.filter({ scalars[$0] == "‸" }).enumerated() {
                marks.append((path, place - count))
            }
            contents[path] = Array(text.filter { $0 != "‸" }.utf8)
        }
        bot = EditedBot(BotFiles(folder: "bot", contents: contents), after: previous)
        self.marks = marks
    }

    /// One file, with the places marked in it.
    init(_ text: String, after previous: EditedBot? = nil) { self.init([BotFiles.main: text], after: previous) }

    private func mark() throws -> (path: String, offset: Int) { try #require(marks.first) }

    func completions() throws -> [Completion] {
        let (path, offset) = try mark()
        return bot.completions(in: path, at: offset)?.items ?? []
    }

    func labels() throws -> [String] { try completions().map(\.label) }

    func hover() throws -> String? {
        let (path, offset) = try mark()
        return bot.hover(in: path, at: offset)?.text
    }

    func definitions() throws -> [String] {
        let (path, offset) = try mark()
        return bot.definitions(of: path, at: offset).map(\.description)
    }

    func references() throws -> [String] {
        let (path, offset) = try mark()
        return bot.references(of: path, at: offset, definitions: true).map { "\($0) \($0.text)" }
    }

    /// The files after a rename.
    func renamed(to name: String) throws -> [String: String] {
        let (path, offset) = try mark()
        let edits = try bot.rename(in: path, at: offset, to: name)
        var texts: [String: String] = [:]
        for path in bot.files.paths { texts[path] = bot.files[path]?.text }
        for edit in edits.sorted(by: { $0.span.start.offset > $1.span.start.offset }) {
            let path = String(edit.span.file.path.dropFirst("bot/".count))
            var scalars = Array((texts[path] ?? "").unicodeScalars)
            scalars.replaceSubrange(edit.span.offsets, with: edit.text.unicodeScalars)
            texts[path] = String(String.UnicodeScalarView(scalars))
        }
        return texts
    }
}
