import Engine

/// What this process counts and measures: all names, units and labels.
struct Metrics: Sendable {
    /// From what a quick answer takes to what a turn may take at most: seconds.
    private static let turnBounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300]
    private static let callBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    let messagesReceived = Counter()
    let messagesSent = Counter()
    let errors = LabelledCounter<FailedPart>()
    let processing = Histogram(bounds: turnBounds)

    let webhookRequests = LabelledCounter<WebhookStatus>()
    let webhookPartsSkipped = LabelledCounter<WhatsAppEnvelope.Skipped.Reason>()
    let webhookEventsForOthers = Counter()

    let turns = LabelledCounter<TurnEnd>()
    let turnDuration = Histogram(bounds: turnBounds)
    let modelCalls = LabelledCounter<CallOutcome>()
    let modelDuration = Histogram(bounds: turnBounds)
    let modelTokens = LabelledCounter<TokenKind>()
    let toolCalls = LabelledCounter<CallOutcome>()
    let toolDuration = Histogram(bounds: callBounds)
    let handOvers = Counter()
    let sendDuration = Histogram(bounds: callBounds)
    let sendsHeldBack = Counter()
    let sendFailures = LabelledCounter<SendFailure.Code>()
    let receiptFailures = LabelledCounter<SendFailure.Code>()
    let storeErrors = LabelledCounter<StoreError.Code>()

    /// - Parameter statistics: `nil` when the store did not answer; its gauges are left out then.
    func text(with statistics: Statistics?) -> String {
        var text = MetricsText()
        text.write(messagesReceived, as: Metric(name: "whatsapp_messages_received_total", help: "Messages taken into the inbox"))
        text.write(messagesSent, as: Metric(name: "whatsapp_messages_sent_total", help: "Messages that the channel took"))
        text.write(errors, by: "type", as: Metric(name: "whatsapp_errors_total", help: "Failures by the part that failed"))
        text.write(processing, as: Metric(name: "whatsapp_processing_seconds", help: "From a turn's beginning to its end"))

        text.write(
            webhookRequests, by: "status", as: Metric(name: "trama_webhook_requests_total", help: "Webhook requests by answer"))
        text.write(
            webhookPartsSkipped, by: "reason",
            as: Metric(name: "trama_webhook_skipped_parts_total", help: "Parts of webhooks that make no event"))
        text.write(
            webhookEventsForOthers,
            as: Metric(name: "trama_webhook_foreign_events_total", help: "Events for numbers of no bot of their sender"))

        text.write(turns, by: "outcome", as: Metric(name: "trama_turns_total", help: "Turns by how they ended"))
        text.write(turnDuration, as: Metric(name: "trama_turn_seconds", help: "From a turn's first beginning, waits included"))
        text.write(modelCalls, by: "outcome", as: Metric(name: "trama_model_calls_total", help: "Model calls by how they ended"))
        text.write(modelDuration, as: Metric(name: "trama_model_call_seconds", help: "A model call with all its tries"))
        text.write(modelTokens, by: "kind", as: Metric(name: "trama_model_tokens_total", help: "Tokens to and from models"))
        text.write(toolCalls, by: "outcome", as: Metric(name: "trama_tool_calls_total", help: "Tool calls by how they ended"))
        text.write(toolDuration, as: Metric(name: "trama_tool_call_seconds", help: "A tool call with all its tries"))
        text.write(handOvers, as: Metric(name: "trama_hand_overs_total", help: "Conversations handed over to a person"))
        text.write(sendDuration, as: Metric(name: "trama_send_seconds", help: "The request that handed a message to its channel"))
        text.write(
            sendsHeldBack, as: Metric(name: "trama_sends_held_back_total", help: "Waits of messages for the rate of their number")
        )
        text.write(
            sendFailures, by: "code", as: Metric(name: "trama_send_failures_total", help: "Messages that a channel did not take"))
        text.write(
            receiptFailures, by: "code",
            as: Metric(name: "trama_receipt_failures_total", help: "Read receipts, typing and reactions that were not taken"))
        text.write(storeErrors, by: "code", as: Metric(name: "trama_store_errors_total", help: "Calls that the store refused"))
        if let statistics { Metrics.write(statistics, to: &text) }
        return text.text
    }

    private static func write(_ statistics: Statistics, to text: inout MetricsText) {
        let gauges: [(Double, Metric)] = [
            (
                Double(statistics.dueConversations),
                Metric(name: "trama_inbox_due_conversations", help: "Conversations with work that nobody does yet")
            ),
            (
                statistics.oldestDueAge / .seconds(1),
                Metric(name: "trama_inbox_oldest_due_seconds", help: "How long the longest due of them has waited")
            ),
            (
                Double(statistics.claimedConversations),
                Metric(name: "trama_claimed_conversations", help: "Conversations that are worked on")
            ),
            (
                Double(statistics.suspendedConversations),
                Metric(name: "trama_suspended_conversations", help: "Conversations that wait for another try")
            ),
            (
                Double(statistics.unsentMessages),
                Metric(name: "trama_outbox_unsent_messages", help: "Messages to send that are not settled")
            ),
            (
                Double(statistics.handedOverConversations),
                Metric(name: "trama_handed_over_conversations", help: "Conversations that a person has")
            ),
            (Double(statistics.deadLetters), Metric(name: "trama_dead_letters", help: "What waits for an operator")),
            (
                Double(statistics.pausedAccounts.count),
                Metric(name: "trama_paused_accounts", help: "Channel accounts that cannot send at present")
            ),
        ]
        for (value, metric) in gauges { text.write(gauge: value, as: metric) }
    }
}

/// The part of the way of a message in which something failed.
enum FailedPart: String, MetricLabel {
    case webhook, store, model, tool, send, turn
}

enum TokenKind: String, MetricLabel {
    case prompt, completion
}

/// How a call of a model or tool ended.
enum CallOutcome: String, MetricLabel {
    case ok, unavailable, refused, invalid, misconfigured

    init<Success>(_ result: Result<Success, CallFailure>) {
        switch result {
        case .success: self = .ok
        case .failure(let failure):
            switch failure.code {
            case .unavailable: self = .unavailable
            case .refused: self = .refused
            case .invalid: self = .invalid
            case .misconfigured: self = .misconfigured
            }
        }
    }
}

extension TurnEnd: MetricLabel {}
extension SendFailure.Code: MetricLabel {}
extension StoreError.Code: MetricLabel {}
extension WhatsAppEnvelope.Skipped.Reason: MetricLabel {}
