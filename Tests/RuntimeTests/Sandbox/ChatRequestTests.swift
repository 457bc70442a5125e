import Engine
import Testing

@testable import Runtime

@Suite("the model host's checks")
struct ChatRequestTests {
    private static func request(_ messages: [JSON], tools: JSON? = nil, more: [(String, JSON)] = []) -> JSON {
        var object = JSONObject([("model", "m"), ("messages", .array(messages))] + more)
        object["tools"] = tools
        return .object(object)
    }

    private static let user: JSON = ["role": "user", "content": "Oi"]
    private static let call: JSON = ["id": "c1", "type": "function", "function": ["name": "f", "arguments": "{}"]]
    private static let calling: JSON = ["role": "assistant", "content": .null, "tool_calls": [call]]
    private static let answered: JSON = ["role": "tool", "tool_call_id": "c1", "content": "ok"]

    private static func tool(_ parameters: JSON, name: String = "f") -> JSON {
        [["type": "function", "function": ["name": .string(name), "parameters": parameters]]]
    }

    @Test(
        "a request that a host takes is read",
        arguments: [
            request([user]),
            request([user, calling, answered, user]),
            request([["role": "user", "content": [["type": "text", "text": "Oi"]]]]),
            request([user], tools: tool(["type": "object", "properties": [:]])),
            request([user], more: [("temperature", .double(0.7)), ("tools", .null)]),
        ])
    func taken(body: JSON) throws {
        _ = try ChatRequest(reading: body)
    }

    @Test(
        "a request that a host would refuse is refused, with the reason",
        arguments: [
            (["messages": [user]], "you must provide a model parameter"),
            (request([]), "Missing required parameter: 'messages'"),
            (request([["role": "robot", "content": "Oi"]]), "Supported values for 'messages[0].role'"),
            (request([["role": "user", "content": .null]]), "expected a string in 'messages[0]'"),
            (request([["role": "assistant", "content": .null]]), "expected a string in 'messages[0]'"),
            (request([user, calling]), "did not have response messages: c1"),
            (request([user, calling, user, answered]), "did not have response messages: c1"),
            (request([user, answered]), "must be a response to a preceding message with 'tool_calls'"),
            (request([user, calling, answered, answered]), "must be a response to a preceding message"),
            (request([["role": "assistant", "content": "a", "tool_calls": []]]), "Expected an array with minimum length 1"),
            (request([user], more: [("temperature", 3)]), "Invalid 'temperature'"),
            (request([user], more: [("stream", true)]), "does not stream"),
            (request([user], tools: []), "expected an array of 1 to 128 tools"),
            (request([user], tools: tool(["type": "object"], name: "f g")), "a name of 1 to 64 letters"),
            (request([user], tools: tool(["type": "string"])), "schema must be a JSON Schema of 'type: \"object\"'"),
            (request([user], tools: tool(["type": "object", "properties": ["a": ["type": "date"]]])), "the type is none of"),
            (request([user], tools: tool(["type": "object", "properties": ["a": ["type": "array"]]])), "missing items"),
            (request([user], tools: tool(["type": "object", "properties": ["a": ["enum": []]]])), "should be non-empty"),
            (
                request([user], tools: tool(["type": "object", "properties": [:], "required": ["a"]])),
                "holds a name that is not in 'properties'"
            ),
        ] as [(JSON, String)])
    func refused(body: JSON, reason: String) {
        let fault = #expect(throws: ModelFault.self) { try ChatRequest(reading: body) }
        #expect(fault?.message.contains(reason) == true, "\(String(describing: fault))")
    }

    @Test("a key is needed, and the right one", arguments: [String?.none, "x"])
    func key(bearer: String?) {
        var model = ScriptedModel(apiKey: "k")
        let fault = #expect(throws: ModelFault.self) { try model.complete(Self.request([Self.user]), bearer: bearer) }
        #expect(fault?.status == 401)
    }
}
