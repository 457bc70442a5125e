import Testing

@testable import Runtime

@Suite("the sandbox's environment")
struct SandboxEnvironmentTests {
    private let environment = SandboxAddress(port: 4242).environment(orders: "/tmp/pedidos.sqlite")

    @Test("stands in for what the operator says nothing of")
    func completing() {
        let (values, standIns) = environment.completing(["OPENAI_API_KEY": "own", "SUPORTE_URL": "", "HOME": "/root"])
        #expect(standIns == ["WhatsApp", "orders", "tickets"])
        #expect(values["OPENAI_API_KEY"] == "own")
        #expect(values["OPENAI_BASE_URL"] == nil, "the operator's key must not go to the sandbox")
        #expect(values["SUPORTE_URL"] == "http://127.0.0.1:4242")
        #expect(values["HOME"] == "/root")
    }
}
