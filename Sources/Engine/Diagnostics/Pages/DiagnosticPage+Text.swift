import CEL

/// The page as people and other programs read it.
extension DiagnosticPage {
    private struct Block {
        let label: Wording
        /// How an editor colours it: `yaml`, `json`, `markdown`, or nothing.
        let syntax: String
        let text: String
    }

    private func blocks(in language: Language, isColoured: Bool = false) -> [Block] {
        let beside = others.sorted { $0.key < $1.key }.map { path, text in
            Block(label: "beside it, \(path)", syntax: DiagnosticPage.syntax(of: path), text: text)
        }
        let syntax = DiagnosticPage.syntax(of: path)
        return [Block(label: "with the mistake, \(path)", syntax: syntax, text: failing)] + beside + [
            Block(
                label: "what 'trama check' says of it", syntax: "",
                text: said(in: language, isColoured: isColoured)),
            Block(label: "without it", syntax: syntax, text: mended),
        ]
    }

    /// What Trama says of the file with the mistake, without the line break at its end.
    private func said(in language: Language, isColoured: Bool = false) -> String {
        String(DiagnosticText.render(diagnostics(of: failing), in: language, isColoured: isColoured).dropLast())
    }

    private static func syntax(of path: String) -> String {
        if path.hasSuffix(".json") { return "json" }
        return path.hasSuffix(".md") ? "markdown" : "yaml"
    }

    /// For a terminal, with a line break at the end.
    ///
    /// - Parameter isColoured: With the codes by which a terminal shows colours.
    public func text(in language: Language = .english, isColoured: Bool = false) -> String {
        let parts = blocks(in: language, isColoured: isColoured).map { block in
            let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false)
            let indented = lines.map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
            return "\(block.label.text(in: language).capitalizedFirst):\n\n\(indented)\n"
        }
        return (["\(code.rawValue): \(title[language])\n", "\(about[language])\n"] + parts).joined(separator: "\n")
    }

    /// Without a heading; with a line break at the end.
    public func markdown(in language: Language = .english) -> String {
        let parts = blocks(in: language).map { markdown($0, in: language) }
        return ([head(in: language)] + parts).joined(separator: "\n")
    }

    /// What is the matter, and what it means.
    public func head(in language: Language) -> String {
        "**\(DiagnosticPage.escaped(title[language])).**\n\n\(DiagnosticPage.escaped(about[language]))\n"
    }

    /// As a sentence, and all that it means in one line.
    func summary(in language: Language) -> (title: String, about: String) {
        ("\(title[language]).", about[language].replacing("\n", with: " "))
    }

    private func markdown(_ block: Block, in language: Language) -> String {
        "\(block.label.text(in: language).capitalizedFirst):\n\n```\(block.syntax)\n\(block.text)\n```\n"
    }

    /// A star would begin what is shown in another letter.
    fileprivate static func escaped(_ text: String) -> String { text.replacing("*", with: "\\*") }
}

/// The pages of `docs/diagnostics`.
extension DiagnosticPage {
    /// In English, and what an author who reads Portuguese needs of it.
    var document: String {
        """
        # \(code.rawValue)

        \(markdown(in: .english))
        ## Em português

        \(head(in: .portuguese))
        ```
        \(said(in: .portuguese))
        ```

        [All mistakes that Trama tells](README.md)

        """
    }

    static var index: String {
        var text = """
            # The mistakes that Trama tells

            `trama check` ends each mistake with a code in brackets, such as `[unknown-node]`. Its page says what it means and why it matters,
            and shows a file with the mistake and the file mended. `trama check --explain unknown-node` shows the same page in the terminal, in
            the language of `--lang`. A code keeps its meaning from release to release.

            Each page is written from `Sources/Engine/Diagnostics/Pages`, and what Trama says on it is what it says of the file.

            """
        for group in groups {
            text += """

                ## \(group.title.english)

                | code | what is the matter | em português |
                | --- | --- | --- |

                """
            for page in group.pages {
                let cells = [page.title.english, page.title.portuguese].map(escaped).joined(separator: " | ")
                text += "| [\(page.code.rawValue)](\(page.code.rawValue).md) | \(cells) |\n"
            }
        }
        return text
    }
}

extension String {
    /// With a capital at the beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
