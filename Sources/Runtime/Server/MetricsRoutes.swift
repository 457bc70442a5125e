import HTTPTypes
import Hummingbird

/// `/metrics`, for Prometheus to scrape.
struct MetricsRoutes: Sendable {
    let metrics: Metrics
    let store: any Store

    func add(to router: Router<ServerContext>) {
        router.get("/metrics") { _, _ in await answer() }
    }

    /// A store that does not answer takes its own gauges away and nothing else.
    private func answer() async -> Response {
        let statistics: Statistics?
        do {
            statistics = try await store.statistics()
        } catch {
            metrics.storeErrors.add(error.code)
            statistics = nil
        }
        return Response(
            status: .ok, headers: [.contentType: MetricsText.contentType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text(with: statistics))))
    }
}
