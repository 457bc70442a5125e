import Engine

/// The people that a webhook value names under `contacts`, found by identifier and never by place.
struct WhatsAppDirectory {
    private var names: [String: String] = [:]
    /// The identifiers of the only contact, when there is one alone.
    private var only: [String] = []

    init(_ contacts: [JSON]) {
        for contact in contacts {
            let identifiers = [contact["wa_id"], contact["user_id"], contact["parent_user_id"]].compactMap { $0?.identifier }
            if contacts.count == 1 { only = identifiers }
            guard let name = contact["profile"]?["name"]?.string, !name.isEmpty else { continue }
            for identifier in identifiers { names[identifier] = name }
        }
    }

    /// `nil` when nothing says who wrote.
    ///
    /// A phone number comes before a business-scoped user id, which may stand in `from` itself: with a username, `from`
    /// may be left out or empty.
    func sender(of message: JSON) -> Contact? {
        let given = [message["from"], message["from_user_id"], message["from_parent_user_id"]].compactMap { $0?.identifier }
        guard let key = given.first ?? only.first else { return nil }
        let name = (given + only).lazy.compactMap { names[$0] }.first
        return Contact(key: key, phone: key.allSatisfy(\.isASCIIDigit) ? key : nil, name: name)
    }
}
