import Engine
import HTTPTypes
import Hummingbird
import Logging

/// `/webhook/whatsapp`, where Meta delivers what people write, and `/webhook/whatsapp/{bot}` for one bot alone.
///
/// - SeeAlso: Meta, WhatsApp Cloud API, "Webhooks"; Graph API Webhooks, "Getting Started".
struct WebhookRoutes: Sendable {
    /// To check and read more than this takes so long that it is done beside the event loop.
    private static let largeBytes = 64 << 10
    /// More readings than these are not kept, and their requests are read twice.
    private static let readingLimit = 64
    private static let address = "/webhook/whatsapp"

    let gate: WebhookGate
    let store: any Store
    let metrics: Metrics
    let bodies: RequestBodyReader
    let time: any TimeSource
    let logger: Logger
    let recent = Locked(RecentDeliveries())
    /// What was read of requests on their way to the route.
    private let readings = Locked<[RecentDeliveries.Mark: Reading]>([:])

    func add(to router: Router<ServerContext>) {
        for path in [RouterPath(Self.address), RouterPath(Self.address + "/:bot")] {
            router.get(path) { request, context in counted(verify(request, for: try bot(in: context))) }
            router.post(path) { request, context in
                counted(await deliver(request, in: context, for: try bot(in: context)))
            }
        }
    }

    /// - Throws: 404 when the path names a bot that is not here.
    private func bot(in context: ServerContext) throws -> BotID? {
        guard let name = context.parameters.get("bot") else { return nil }
        let bot = BotID(rawValue: name)
        guard gate.hosts(bot) else { throw HTTPError(.notFound) }
        return bot
    }

    private func counted(_ answer: Answer) -> Response {
        metrics.webhookRequests.add(answer.status)
        return answer.response
    }

    /// Meta asks whether the address is ours when an operator enters it.
    private func verify(_ request: Request, for bot: BotID?) -> Answer {
        let parameters = request.uri.queryParameters
        guard let mode = parameters["hub.mode"], let token = parameters["hub.verify_token"],
            let challenge = parameters["hub.challenge"]
        else { return Answer(.badRequest) }
        guard mode == "subscribe", gate.verifies(String(token), for: bot) else { return Answer(.forbidden) }
        return Answer(.ok, text: String(challenge))
    }

    /// Answers 200 only when everything of the request is in the store, or when sending it again could not help.
    private func deliver(_ request: Request, in context: ServerContext, for bot: BotID?) async -> Answer {
        let body: [UInt8]
        do {
            body = try await bodies.read(request, in: context)
        } catch {
            switch error {
            case .tooLarge: return Answer(.contentTooLarge)
            case .busy: return Answer(.unavailable)
            case .interrupted: return Answer(.badRequest)
            }
        }
        guard let signature = request.headers.hubSignature else { return Answer(.unauthorized) }
        guard body.count > WebhookRoutes.largeBytes else { return await take(body, signedBy: signature, for: bot) }
        return await withTaskExecutorPreference(globalConcurrentExecutor) {
            await take(body, signedBy: signature, for: bot)
        }
    }

    private func take(_ body: [UInt8], signedBy signature: String, for bot: BotID?) async -> Answer {
        let request = RecentDeliveries.Mark.request(signature: signature, bot: bot)
        if let reading = readings.withLock({ $0.removeValue(forKey: request) }), reading.body == body {
            return await store(reading, of: request)
        }
        guard let pass = gate.pass(for: body, signedBy: signature, to: bot) else { return Answer(.forbidden) }
        if recent.withLock({ $0.contains(request) }) { return Answer(.ok) }
        do {
            let envelope = try WhatsAppEnvelope(reading: body, at: time.now)
            return await store(Reading(body: body, envelope: envelope, pass: pass), of: request)
        } catch {
            metrics.errors.add(.webhook)
            logger.warning("a signed webhook is not JSON", metadata: ["offset": "\(error.offset)", "bytes": "\(body.count)"])
            return Answer(.ok)
        }
    }

    private func store(_ reading: Reading, of request: RecentDeliveries.Mark) async -> Answer {
        let admission = reading.pass.admit(reading.envelope)
        note(reading.envelope.skipped, unknown: admission.unknown)
        guard !admission.arrivals.isEmpty else { return Answer(.ok) }
        let (arrivals, age) = recent.withLock { recent in
            (admission.arrivals.filter { $0.mark.map { !recent.contains($0) } ?? true }, recent.age)
        }
        do {
            try await store.accept(arrivals)
        } catch {
            // A database that comes back may have lost what it had.
            recent.withLock { $0.forgetAll() }
            metrics.errors.add(.store)
            logger.error("a webhook could not be stored", metadata: ["code": "\(error.code)", "reason": "\(error.message)"])
            return Answer(.unavailable)
        }
        recent.withLock { recent in
            guard recent.age == age else { return }
            for mark in [request] + arrivals.compactMap(\.mark) { recent.insert(mark) }
        }
        metrics.messagesReceived.add(UInt64(arrivals.count { $0.event.isMessage }))
        return Answer(.ok)
    }

    private func note(_ skipped: [WhatsAppEnvelope.Skipped], unknown: Int) {
        if unknown > 0 {
            metrics.webhookEventsForOthers.add(UInt64(unknown))
            logger.warning("a webhook told of a number that no bot here has", metadata: ["events": "\(unknown)"])
        }
        for part in skipped {
            metrics.webhookPartsSkipped.add(part.reason)
            logger.info(
                "a part of a webhook was passed over", metadata: ["reason": "\(part.reason)", "detail": "\(part.detail)"])
        }
    }
}

extension WebhookRoutes {
    func mayBeDelivery(_ request: HTTPRequest) -> Bool {
        request.method == .post && request.path?.hasPrefix(Self.address) == true
    }

    /// Answers and counts a request, as its route would, when all that it brings is known to be in the store.
    ///
    /// - Returns: `nil` when the route has to do it, for which what was read is kept.
    func answerRepeated(_ request: HTTPRequest, body: [UInt8]) -> HTTPResponse? {
        guard body.count <= Self.largeBytes, request.headerFields[.connection] != "close",
            let path = request.path?.dropFirst(Self.address.count), path.isEmpty || path.first == "/",
            let signature = request.headerFields.hubSignature
        else { return nil }
        let bot = path.isEmpty ? nil : BotID(rawValue: String(path.dropFirst()))
        guard let pass = gate.pass(for: body, signedBy: signature, to: bot) else { return nil }
        let mark = RecentDeliveries.Mark.request(signature: signature, bot: bot)
        if !recent.withLock({ $0.contains(mark) }) {
            guard let envelope = try? WhatsAppEnvelope(reading: body, at: time.now) else { return nil }
            let reading = Reading(body: body, envelope: envelope, pass: pass)
            guard isKnown(reading) else {
                keep(reading, of: mark)
                return nil
            }
        }
        var response = counted(Answer(.ok))
        response.headers[.date] = time.now.httpDate
        return response.head
    }

    private func isKnown(_ reading: Reading) -> Bool {
        let admission = reading.pass.admit(reading.envelope)
        guard reading.envelope.skipped.isEmpty, admission.unknown == 0, !admission.arrivals.isEmpty else { return false }
        return recent.withLock { recent in admission.arrivals.allSatisfy { $0.mark.map(recent.contains) ?? false } }
    }

    private func keep(_ reading: Reading, of request: RecentDeliveries.Mark) {
        readings.withLock { readings in
            if readings.count >= Self.readingLimit { readings = [:] }
            readings[request] = reading
        }
    }
}

extension WebhookRoutes {
    /// A request that is signed, and what its sender may tell of.
    private struct Reading {
        let body: [UInt8]
        let envelope: WhatsAppEnvelope
        let pass: WebhookPass
    }

    /// What Meta is told.
    private struct Answer {
        let status: WebhookStatus
        let text: String

        init(_ status: WebhookStatus, text: String = "") {
            self.status = status
            self.text = text
        }

        var response: Response {
            var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8"]
            switch status {
            case .unavailable: headers[.retryAfter] = "5"
            case .contentTooLarge: headers[.connection] = "close"
            case .ok, .badRequest, .unauthorized, .forbidden: break
            }
            return Response(
                status: HTTPResponse.Status(code: status.rawValue), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }
}

/// The answers that a webhook request can get.
enum WebhookStatus: Int, MetricLabel {
    case ok = 200
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case contentTooLarge = 413
    case unavailable = 503

    var labelValue: String { String(rawValue) }
}

extension InboundEvent {
    fileprivate var isMessage: Bool {
        switch self {
        case .message: true
        case .status: false
        }
    }
}

extension HTTPFields {
    private static let hubSignatureName = HTTPField.Name("X-Hub-Signature-256")

    fileprivate var hubSignature: String? { HTTPFields.hubSignatureName.flatMap { self[$0] } }
}
