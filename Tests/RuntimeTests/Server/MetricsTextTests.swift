import FoundationEssentials
import Testing

@testable import Runtime

@Suite("the metrics' text")
struct MetricsTextTests {
    private enum Colour: String, MetricLabel {
        case red, blue
    }

    @Test("gives every value of a label from the beginning")
    func labels() {
        let counter = LabelledCounter<Colour>()
        counter.add(.blue, 3)
        var text = MetricsText()
        text.write(counter, by: "colour", as: Metric(name: "balls_total", help: "Balls"))
        #expect(
            text.text == """
                # HELP balls_total Balls
                # TYPE balls_total counter
                balls_total{colour="red"} 0
                balls_total{colour="blue"} 3

                """)
    }

    @Test("counts a measurement in its own range and all above")
    func histogram() {
        let histogram = Histogram(bounds: [0.5, 2])
        for duration in [Duration.milliseconds(500), .seconds(1), .seconds(60)] { histogram.record(duration) }
        var text = MetricsText()
        text.write(histogram, as: Metric(name: "wait_seconds", help: "Wait"))
        #expect(
            text.text == """
                # HELP wait_seconds Wait
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.5"} 1
                wait_seconds_bucket{le="2"} 2
                wait_seconds_bucket{le="+Inf"} 3
                wait_seconds_sum 61.5
                wait_seconds_count 3

                """)
    }

    @Test("keeps the names that dashboards of the former assistant use")
    func formerNames() {
        let text = Metrics().text(with: nil)
        for line in [
            "whatsapp_messages_received_total 0", "whatsapp_messages_sent_total 0", "whatsapp_errors_total{type=\"model\"} 0",
            "whatsapp_processing_seconds_count 0",
        ] {
            #expect(text.contains("\n\(line)\n"))
        }
    }

    @Test("names each metric once, in the form that Prometheus takes")
    func names() {
        let lines = Metrics().text(with: MetricsTextTests.statistics).split(separator: "\n")
        let names = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
        #expect(Set(names).count == names.count)
        #expect(names.contains("trama_inbox_oldest_due_seconds"))
        for name in names {
            #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
        }
    }

    private static let statistics = Statistics(
        dueConversations: 2, oldestDueAge: .milliseconds(1500), claimedConversations: 0, suspendedConversations: 0,
        unsentMessages: 0, handedOverConversations: 0, deadLetters: 0, pausedAccounts: [])

    @Test("are all in the operators' page")
    func page() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let page = try String(contentsOfFile: root + "/docs/operators/watching.md", encoding: .utf8)
        let lines = Metrics().text(with: MetricsTextTests.statistics).split(separator: "\n")
        for name in lines.filter({ $0.hasPrefix("# TYPE ") }).map({ $0.split(separator: " ")[2] }) {
            #expect(page.contains("| `\(name)` |") || page.contains("| `\(name){"), "\(name)")
        }
    }

    @Test("tells how the store stands")
    func gauges() {
        let text = Metrics().text(with: MetricsTextTests.statistics)
        #expect(text.contains("\ntrama_inbox_due_conversations 2\n"))
        #expect(text.contains("\ntrama_inbox_oldest_due_seconds 1.5\n"))
    }
}
