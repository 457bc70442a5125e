import ArgumentParser
import Engine
import FoundationEssentials
import Glibc

/// The language in which a command speaks of the files of bots.
struct LanguageOption: ParsableArguments {
    @Option(
        help: "The language of what is said of bots' files: 'en' or 'pt-BR'; left out: that of LC_ALL, LC_MESSAGES or LANG.",
        transform: LanguageOption.parsed)
    var lang: Language?

    var language: Language {
        if let lang { return lang }
        let environment = ProcessInfo.processInfo.environment
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
        return Language(locale: names.first { !$0.isEmpty } ?? "")
    }

    @Sendable private static func parsed(_ name: String) throws -> Language {
        if let language = Language.allCases.first(where: { $0.rawValue.lowercased().hasPrefix(name.lowercased()) }),
            name.count > 1
        {
            return language
        }
        throw ValidationError("expected 'en' or 'pt-BR', found '\(name)'")
    }

    /// Where the output is a terminal and NO_COLOR is not set.
    private var isColoured: Bool {
        let refuses = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return isatty(STDOUT_FILENO) == 1 && !refuses
    }

    func show(_ page: DiagnosticPage) {
        Output.write(page.text(in: language, isColoured: isColoured))
    }

    /// As people read them.
    func show(_ diagnostics: [Diagnostic]) {
        Output.write(DiagnosticText.render(diagnostics, in: language, isColoured: isColoured))
    }
}
