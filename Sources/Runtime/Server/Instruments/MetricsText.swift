/// Prometheus' text format.
///
/// - SeeAlso: Prometheus, "Exposition formats", text format 0.0.4.
struct MetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    mutating func write(_ counter: Counter, as metric: Metric) {
        head(metric, type: "counter")
        line(metric.name, [], String(counter.value))
    }

    mutating func write<Label: MetricLabel>(_ counter: LabelledCounter<Label>, by label: String, as metric: Metric) {
        head(metric, type: "counter")
        for value in Label.allCases {
            line(metric.name, [(label, value.labelValue)], String(counter.value(of: value)))
        }
    }

    mutating func write(gauge value: Double, as metric: Metric) {
        head(metric, type: "gauge")
        line(metric.name, [], number(value))
    }

    mutating func write(_ histogram: Histogram, as metric: Metric) {
        head(metric, type: "histogram")
        let snapshot = histogram.snapshot
        var total: UInt64 = 0
        for (count, bound) in zip(snapshot.counts, histogram.bounds.map(number) + ["+Inf"]) {
            total &+= count
            line(metric.name + "_bucket", [("le", bound)], String(total))
        }
        line(metric.name + "_sum", [], number(snapshot.sum))
        line(metric.name + "_count", [], String(total))
    }

    private mutating func head(_ metric: Metric, type: String) {
        text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(type)\n"
    }

    private mutating func line(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private func number(_ value: Double) -> String {
        guard value.magnitude < 1e15, let whole = Int64(exactly: value) else { return "\(value)" }
        return String(whole)
    }
}

/// A metric's name, which ends in its unit, and what it tells.
struct Metric: Sendable {
    let name: String
    /// One line without a full stop.
    let help: String
}
