import CEL
import Engine
import Testing

@testable import Runtime

@Suite("the Graph API's stand-in")
struct GraphStandInTests {
    private static let message: JSON = [
        "messaging_product": "whatsapp", "to": "+5511999990001", "type": "text", "text": ["body": "Oi"],
        "biz_opaque_callback_data": "m1",
    ]
    private let noon = Timestamp(milliseconds: 1_700_000_000_000)

    private func standIn(window: Bool = false, pairRate: Bool = false) -> GraphStandIn {
        var rules = SandboxSettings.GraphRules()
        rules.enforcesWindow = window
        rules.enforcesPairRate = pairRate
        return GraphStandIn(rules: rules, token: "t", run: "R")
    }

    private func later(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: noon.milliseconds + seconds * 1000) }

    private func accepted(_ standIn: inout GraphStandIn, at now: Timestamp) throws -> SandboxMessage? {
        guard case .accepted(let message) = try standIn.take(Self.message, bearer: "t", at: now) else { return nil }
        return message
    }

    @Test("an accepted message has an id of its own and is answered as Meta answers")
    func answer() throws {
        var standIn = standIn()
        let first = try #require(try accepted(&standIn, at: noon))
        let second = try #require(try accepted(&standIn, at: noon))
        #expect(first.id != second.id && first.id.hasPrefix("wamid."))
        #expect(first.tag == "m1")
        #expect(first.receipt["contacts"]?[0]?["wa_id"] == "5511999990001")
        #expect(first.receipt["messages"]?[0]?["id"] == .string(first.id))
    }

    @Test("a token is needed, and the right one", arguments: [(String?.none, 0), ("x", 190)])
    func token(bearer: String?, code: Int) {
        var standIn = standIn()
        let fault = #expect(throws: GraphFault.self) { try standIn.take(Self.message, bearer: bearer, at: noon) }
        #expect(fault?.status == 401)
        #expect(fault?.code == code)
    }

    @Test(
        "outside the 24 hours after a customer's message only a template is taken", arguments: [(86_399, true), (86_400, false)])
    func window(age: Int64, isOpen: Bool) throws {
        var standIn = standIn(window: true)
        standIn.noteInbound(from: "5511999990001", at: noon)
        if isOpen {
            _ = try standIn.take(Self.message, bearer: "t", at: later(age))
        } else {
            #expect(throws: GraphFault.windowClosed) { try standIn.take(Self.message, bearer: "t", at: later(age)) }
        }
        let template: JSON = [
            "messaging_product": "whatsapp", "to": "5511999990001", "type": "template",
            "template": ["name": "ola", "language": ["code": "pt_BR"]],
        ]
        _ = try standIn.take(template, bearer: "t", at: later(age))
    }

    @Test("a burst of 45 messages to one contact is taken, the next one only six seconds later")
    func pairRate() throws {
        var standIn = standIn(pairRate: true)
        for _ in 1...45 { _ = try standIn.take(Self.message, bearer: "t", at: noon) }
        let fault = #expect(throws: GraphFault.self) { try standIn.take(Self.message, bearer: "t", at: noon) }
        #expect(fault?.code == 131_056)
        _ = try standIn.take(Self.message, bearer: "t", at: later(6))
    }

    @Test("a refusal that was asked for comes once")
    func scriptedRefusal() throws {
        var standIn = standIn()
        standIn.refuseNext([.pairRate])
        #expect(throws: GraphFault.pairRate) { try standIn.take(Self.message, bearer: "t", at: noon) }
        _ = try standIn.take(Self.message, bearer: "t", at: noon)
    }

    @Test("a refusal has Meta's form")
    func refusalForm() {
        let body = GraphFault.invalid("Button title length invalid. Min length: 1, Max length: 20").body
        #expect(body["error"]?["message"] == "(#131009) Parameter value is not valid")
        #expect(body["error"]?["code"] == 131_009)
        #expect(body["error"]?["error_data"]?["details"] == "Button title length invalid. Min length: 1, Max length: 20")
    }
}
