/// What an author can read of a code beyond its message: what it means, a file with the mistake, and the file without it.
///
/// What Trama says of the file is no part of it. The file is checked when the page is shown, so that no page tells what is said no more.
public struct DiagnosticPage: Sendable {
    public let code: DiagnosticCode
    /// What is the matter, without a full stop.
    let title: Bilingual
    /// What it means, what a customer would see of it, and what to do; in lines that fit a terminal.
    let about: Bilingual
    /// Of the file that is shown, in the bot's folder.
    let path: String
    /// The file with the mistake. The sign of a control character (U+2400 …) stands for the character, and U+FFFD for a byte that is no
    /// UTF-8.
    let failing: String
    let mended: String
    /// The other files of the bot, by path.
    let others: [String: String]
    /// For what '…' stands in a file that would be too long to show.
    private let rest: String
    private let answers: [ToolName: QueryAnswer]

    init(
        _ code: DiagnosticCode, _ title: Bilingual, about: Bilingual, path: String = BotFiles.main, failing: String,
        mended: String, others: [String: String] = [:], rest: String = "", answers: [ToolName: QueryAnswer] = [:]
    ) {
        self.code = code
        self.title = title
        self.about = about
        self.path = path
        self.failing = failing
        self.mended = mended
        self.others = others
        self.rest = rest
        self.answers = answers
    }

    /// What Trama says of a bot with this file.
    ///
    /// - Parameter text: `failing` or `mended`.
    func diagnostics(of text: String) -> [Diagnostic] {
        var contents = others.mapValues { Array("\($0)\n".utf8) }
        contents[path] = bytes(of: text + "\n")
        return BotCompiler.compile(BotFiles(folder: "", contents: contents), answers: answers).diagnostics
    }

    private func bytes(of text: String) -> [UInt8] {
        guard rest.isEmpty else { return Array(text.replacing("…", with: rest).utf8) }
        return text.unicodeScalars.flatMap { scalar -> [UInt8] in
            switch scalar.value {
            // The 'á' of an old encoding.
            case 0xFFFD: [0xE1]
            case 0x2400...0x241F: [UInt8(scalar.value - 0x2400)]
            default: Array(String(scalar).utf8)
            }
        }
    }
}

extension DiagnosticPage {
    struct Group: Sendable {
        let title: Bilingual
        let pages: [DiagnosticPage]

        init(_ title: Bilingual, _ pages: [DiagnosticPage]) {
            self.title = title
            self.pages = pages
        }
    }

    /// All pages, as the index shows them.
    static let groups: [Group] = [
        Group(Bilingual("Reading a file", "A leitura de um arquivo"), sizes + documents + signs),
        Group(Bilingual("Keys, values and names", "Chaves, valores e nomes"), keys + notations + references + regions),
        Group(Bilingual("Expressions and texts", "Expressões e textos"), expressions + insertions),
        Group(
            Bilingual("What is right and hardly meant", "O que está certo e dificilmente é o que se quer"),
            conditions + wordings),
        Group(Bilingual("Nodes and ways", "Nós e caminhos"), ways + arguments + graphs + branches),
        Group(Bilingual("What WhatsApp takes", "O que o WhatsApp aceita"), choices + templates),
        Group(Bilingual("Tools and data", "Ferramentas e dados"), calls + leftovers),
        Group(Bilingual("Policies, secrets and tests", "Políticas, segredos e testes"), policies),
    ]

    private static let byCode = Dictionary(
        groups.flatMap(\.pages).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// A test holds that each code has one.
    public static func of(_ code: DiagnosticCode) -> DiagnosticPage? { byCode[code] }
}

extension DiagnosticCode {
    /// The one that was probably meant by a word that is none.
    public static func nearest(to word: String) -> DiagnosticCode? {
        NameSuggestion.nearest(to: word, in: allCases.map(\.rawValue)).flatMap(DiagnosticCode.init)
    }
}
