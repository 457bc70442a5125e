import Engine
import Testing

@testable import Runtime

@Suite("a contact that is looked for")
struct ContactSearchTests {
    @Test(
        "a telephone of Brazil is known with the zero, the carrier's code or the scheme before it",
        arguments: [
            "041 95555-4444", "(041) 95555-4444", "0 15 41 95555-4444", "+55 (0)41 95555-4444", "+55 041 95555-4444",
            "tel:+55-41-95555-4444", "TEL:+55-41-95555-4444;ext=1", "041 5555-4444", "0 15 41 5555-4444",
        ])
    func trunk(written: String) {
        let all = ContactSearch.spellings(of: written) + ContactSearch.guesses(of: written)
        #expect(all.contains(written.contains("9") ? "5541955554444" : "554155554444"))
    }

    @Test("a zero that only callers within a country dial is not looked for")
    func other() {
        #expect(ContactSearch.spellings(of: "+44 (0)20 7946 0958") == ["442079460958", "+442079460958"])
    }

    @Test("where nothing is found, what was looked for is told, and how to write it")
    func nothing() {
        #expect(
            ContactSearch.nothingFound(of: "041 95555-4444", bot: BotID(rawValue: "loja"))
                == """
                nothing is kept by 'loja' of '041955554444', '5541955554444', '554155554444': write the number with its country's code, \
                such as +55 11 98888-7777, or the key that 'trama conversation list --unmasked' shows
                """)
    }
}
