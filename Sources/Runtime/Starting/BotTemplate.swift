public import Engine

/// A small whole bot that a new one begins as.
public enum BotTemplate: String, CaseIterable, Sendable {
    /// Buttons, and no model.
    case menu
    /// Questions, and no model.
    case form
    /// A model with one tool.
    case agent
    /// A model that looks up orders and opens tickets.
    case shop

    /// Files by their paths in the bot's folder, in the order of the template.
    ///
    /// - Parameters:
    ///   - language: Of the texts and of the one who reads them.
    ///   - id: Of the new bot.
    ///   - name: For people; without quotes, backslashes, braces and line breaks.
    public func files(in language: Language, id: String, name: String) -> [(path: String, text: String)] {
        let text = String(decoding: bytes(in: language), as: UTF8.self).replacing("%id%", with: id).replacing(
            "%name%", with: name)
        return text.split(separator: BotTemplate.mark, omittingEmptySubsequences: true).map { part in
            let path = part.prefix { $0 != "\n" }
            return (String(path), String(part.dropFirst(path.count + 1)))
        }
    }

    /// Before the path of each file, at the beginning of a line.
    private static let mark = "=== "

    private func bytes(in language: Language) -> [UInt8] {
        switch (self, language) {
        case (.menu, .portuguese): PackageResources.menu_pt_BR_txt
        case (.menu, .english): PackageResources.menu_en_txt
        case (.form, .portuguese): PackageResources.form_pt_BR_txt
        case (.form, .english): PackageResources.form_en_txt
        case (.agent, .portuguese): PackageResources.agent_pt_BR_txt
        case (.agent, .english): PackageResources.agent_en_txt
        case (.shop, .portuguese): PackageResources.shop_pt_BR_txt
        case (.shop, .english): PackageResources.shop_en_txt
        }
    }
}
