import Engine
import HTTPTypes
import Hummingbird

/// The paths of the stand-ins.
struct SandboxRoutes: Sendable {
    private static let bodyLimitBytes = 4 << 20

    let state: SandboxState
    let say: @Sendable (CustomerMessage.Content, Customer) async -> SandboxAnswer

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.post("/:version/:phone_number_id/messages") { request, context in
            guard Self.isGraphPath(context) else { return Self.answer(SandboxAnswer(400, GraphFault.unknownPath.body)) }
            return Self.answer(await state.send(try await Self.body(of: request) ?? .null, bearer: Self.bearer(of: request)))
        }
        router.post("/v1/chat/completions") { request, _ in
            Self.answer(await state.complete(try await Self.body(of: request) ?? .null, bearer: Self.bearer(of: request)))
        }
        router.get("/v1/models") { _, _ in
            let model: JSON = ["id": "gpt-4o-mini", "object": "model", "created": 0, "owned_by": "sandbox"]
            return Self.answer(SandboxAnswer(200, ["object": "list", "data": [model]]))
        }
        router.post("/tickets") { request, _ in
            let key = HTTPField.Name.idempotencyKey.flatMap { request.headers[$0] }
            return Self.answer(
                await state.openTicket(try await Self.body(of: request), key: key, bearer: Self.bearer(of: request)))
        }
        router.get("/tickets") { _, _ in Self.answer(await state.listTickets()) }
        addConsole(to: router)
        return router
    }

    /// What a person at a terminal or a test asks.
    private func addConsole(to router: Router<BasicRequestContext>) {
        router.get("/sandbox/messages") { _, _ in Self.answer(await state.messages()) }
        router.get("/sandbox/events") { request, _ in
            let after = request.uri.queryParameters["after"].flatMap { Int($0) } ?? 0
            let lines = await state.events(after: after).map { ByteBuffer(string: $0.json.text + "\n") }
            return Response(
                status: .ok, headers: [.contentType: "application/x-ndjson"], body: ResponseBody(asyncSequence: lines)
            )
        }
        router.post("/sandbox/say") { request, _ in
            let body = try await Self.body(of: request)
            let unnamed = Customer()
            let customer = Customer(phone: body?["from"]?.string ?? unnamed.phone, name: body?["name"]?.string ?? unnamed.name)
            guard let content = await content(of: body, from: customer) else {
                return Self.answer(
                    SandboxAnswer(400, ["error": "a JSON object with a 'text', or with an offered button to 'tap', is due"]))
            }
            return Self.answer(await say(content, customer))
        }
        router.post("/sandbox/script") { request, _ in
            guard let steps = try await Self.body(of: request).flatMap(ScriptedModel.Step.steps) else {
                return Self.answer(
                    SandboxAnswer(400, ["error": #"a list of {"reply": text} and {"call": tool, "with": {}} is due"#]))
            }
            await state.script(steps)
            return Self.answer(SandboxAnswer(200, ["steps": .int(Int64(steps.count))]))
        }
    }

    private func content(of body: JSON?, from customer: Customer) async -> CustomerMessage.Content? {
        if let title = body?["tap"]?.string { return await state.option(titled: title, for: customer) }
        guard let text = body?["text"]?.string, !text.isEmpty else { return nil }
        return .text(text)
    }

    private static func isGraphPath(_ context: BasicRequestContext) -> Bool {
        guard let version = context.parameters.get("version"), let number = context.parameters.get("phone_number_id") else {
            return false
        }
        let parts = version.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return version.hasPrefix("v") && parts.count == 2 && parts.allSatisfy { isDigits($0) } && isDigits(number[...])
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) }
    }

    /// - Returns: `nil` when the body is not JSON.
    private static func body(of request: Request) async throws -> JSON? {
        let buffer = try await request.body.collect(upTo: bodyLimitBytes)
        return try? JSON(parsing: buffer.readableBytesView)
    }

    private static func bearer(of request: Request) -> String? {
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
        let token = header.dropFirst("Bearer ".count)
        return token.isEmpty ? nil : String(token)
    }

    private static func answer(_ answer: SandboxAnswer) -> Response {
        Response(
            status: HTTPResponse.Status(code: answer.status), headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body.encoded()))
        )
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key")
}
