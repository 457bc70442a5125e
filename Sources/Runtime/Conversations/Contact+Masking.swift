import Engine

extension Discretion {
    func shown(_ contact: Contact) -> Contact {
        guard hides else { return contact }
        var masked = contact.masked
        masked.name = contact.name.map { self.masked($0) }
        return masked
    }
}

extension Contact {
    /// The key and the phone with all but their last four characters hidden.
    var masked: Contact {
        Contact(key: Contact.masked(key), phone: phone.map(Contact.masked), name: name)
    }

    /// In a line: the phone, else the key, and the name.
    var line: String { [phone ?? key, name].compactMap(\.self).joined(separator: " ").forTerminal(isOneLine: true) }

    private static func masked(_ text: String) -> String {
        let shown = text.count > 4 ? 4 : 0
        return String(repeating: "•", count: text.count - shown) + text.suffix(shown)
    }
}
