import Engine
import HTTPTypes
import Hummingbird

/// `/` and `/health`, which say whether the store answers.
struct HealthRoutes: Sendable {
    let store: any Store
    /// In the order of their folders.
    let bots: [BotID]

    func add(to router: Router<ServerContext>) {
        for path in ["/", "/health"] as [RouterPath] {
            router.get(path) { _, _ in await answer() }
        }
    }

    private func answer() async -> Response {
        do {
            try await store.ping()
            return respond(.ok, ["status": "ok", "store": "ok", "bots": .array(bots.map { .string($0.rawValue) })])
        } catch {
            return respond(.serviceUnavailable, ["status": "unavailable", "store": .string(error.code.rawValue)])
        }
    }

    private func respond(_ status: HTTPResponse.Status, _ content: JSON) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: content.encoded())))
    }
}
