/// Puts events together to a tree, and stops where a file holds too much.
struct YAMLTreeBuilder {
    /// Reading ends: what is wrong has been reported.
    struct Stop: Error {}

    private let file: SourceFile
    private let limits: YAMLLimits
    private let repairs: [YAMLRepair]
    private(set) var diagnostics = Diagnostics()
    /// The document, once its last event has been taken.
    private(set) var root: YAMLNode?
    private var open: [YAMLOpenCollection] = []
    private var anchors: [String: Built] = [:]
    private var aliases = 0
    private var nodes = 0
    private var documents = 0

    /// A node with what an alias to it costs.
    private struct Built {
        let node: YAMLNode
        let nodes: Int
        /// Collections inside one another, this one included.
        let height: Int
    }

    /// - Parameter repairs: Stretches of the file that were covered so that libyaml reads past them.
    init(_ file: SourceFile, limits: YAMLLimits, repairs: [YAMLRepair]) {
        self.file = file
        self.limits = limits
        self.repairs = repairs
    }

    mutating func take(_ event: YAMLEvent) throws(Stop) {
        switch event.kind {
        case .streamStart, .streamEnd, .documentEnd:
            break
        case .documentStart:
            documents += 1
            guard documents == 1 else { throw stop(.severalDocuments(at: span(event.offsets))) }
        case .alias(let name):
            try takeAlias(name, at: event.offsets)
        case .scalar(let text, let style):
            try takeScalar(text, style, event)
        case .sequenceStart, .mappingStart:
            try begin(event)
        case .sequenceEnd, .mappingEnd:
            end(at: event.offsets.upperBound)
        }
    }

    private mutating func takeAlias(_ name: String, at offsets: Range<Int>) throws(Stop) {
        aliases += 1
        guard aliases <= limits.aliases else { throw stop(.tooManyAliases(limits.aliases, at: span(offsets))) }
        guard let target = anchors[name] else {
            let written = written(at: offsets.lowerBound)
            diagnostics.report(.unknownAnchor(at: span(offsets), written: written))
            let text = String(file.text(in: offsets))
            return add(Built(node: scalar(text, at: offsets), nodes: 1, height: 0), endingAt: offsets.upperBound)
        }
        try count(target.nodes, at: offsets)
        guard open.count + target.height <= limits.depth else { throw stop(.tooDeep(limits.depth, at: span(offsets))) }
        add(target, endingAt: offsets.upperBound)
    }

    private mutating func takeScalar(_ text: String, _ style: YAMLScalar.Style, _ event: YAMLEvent) throws(Stop) {
        try count(1, at: event.offsets)
        let node: YAMLNode
        if let repair = repairs.first(where: { $0.offsets.lowerBound == event.offsets.lowerBound }) {
            node = scalar(String(file.text(in: repair.offsets)), at: repair.offsets)
        } else if event.tag != nil {
            reportTag(at: event.offsets)
            node = scalar(String(file.text(in: event.offsets)), at: event.offsets)
        } else {
            node = .scalar(YAMLScalar(text: text, style: style, anchor: event.anchor, span: span(contents(of: event))))
        }
        let built = Built(node: node, nodes: 1, height: 0)
        remember(built, as: event.anchor)
        add(built, endingAt: node.span.end.offset)
    }

    private mutating func begin(_ event: YAMLEvent) throws(Stop) {
        try count(1, at: event.offsets)
        guard open.count < limits.depth else { throw stop(.tooDeep(limits.depth, at: span(event.offsets))) }
        if event.tag != nil { reportTag(at: event.offsets) }
        let isMapping = if case .mappingStart = event.kind { true } else { false }
        open.append(YAMLOpenCollection(isMapping: isMapping, anchor: event.anchor, start: contents(of: event).lowerBound))
    }

    private mutating func end(at end: Int) {
        guard let collection = open.popLast() else { return }
        let isFlow = ["{", "["].contains(file.text(in: collection.start..<(collection.start + 1)))
        let place = span(collection.start..<(isFlow ? end : collection.lastEnd))
        let node: YAMLNode
        if !collection.complexKeys.isEmpty, place.text.hasPrefix("{{") {
            let written = written(at: collection.start)
            diagnostics.report(.unquotedTemplate(at: place, written: written))
            node = scalar(String(place.text), at: place.offsets)
        } else if collection.isMapping {
            for key in collection.complexKeys { diagnostics.report(.complexKey(at: key)) }
            node = .mapping(YAMLMapping(entries: collection.entries, anchor: collection.anchor, span: place))
        } else {
            node = .sequence(YAMLSequence(elements: collection.elements, anchor: collection.anchor, span: place))
        }
        let built = Built(node: node, nodes: collection.nodes, height: collection.height)
        remember(built, as: collection.anchor)
        add(built, endingAt: place.end.offset)
    }

    private mutating func add(_ built: Built, endingAt end: Int) {
        guard let last = open.indices.last else {
            root = built.node
            return
        }
        open[last].nodes += built.nodes
        open[last].height = max(open[last].height, built.height + 1)
        if let repeated = open[last].take(built.node, endingAt: end) {
            diagnostics.report(.duplicateKey(repeated.key.value, at: repeated.key.span, first: repeated.first))
        }
    }

    private mutating func remember(_ built: Built, as anchor: String?) {
        if let anchor { anchors[anchor] = built }
    }

    private mutating func count(_ more: Int, at offsets: Range<Int>) throws(Stop) {
        nodes += more
        guard nodes <= limits.nodes else { throw stop(.tooManyNodes(limits.nodes, at: span(offsets))) }
    }

    private mutating func stop(_ diagnostic: Diagnostic) -> Stop {
        diagnostics.report(diagnostic)
        return Stop()
    }

    private mutating func reportTag(at offsets: Range<Int>) {
        let written = written(at: offsets.lowerBound)
        diagnostics.report(.yamlTag(at: span(offsets), written: written))
    }

    private func scalar(_ text: String, at offsets: Range<Int>) -> YAMLNode {
        .scalar(YAMLScalar(text: text, style: .plain, anchor: nil, span: span(offsets)))
    }

    private func span(_ offsets: Range<Int>) -> SourceSpan { SourceSpan(file: file, offsets: offsets) }

    /// What stands there as its author wrote it, for showing how it should be written; a secret is hidden.
    private mutating func written(at offset: Int) -> WrittenValue? {
        let written = WrittenValue(at: offset, in: file)
        if let secret = written?.secret { diagnostics.hide(secret) }
        return written
    }

    /// The offsets of an event without the anchor and the tag that stand before its value.
    private func contents(of event: YAMLEvent) -> Range<Int> {
        guard event.anchor != nil || event.tag != nil else { return event.offsets }
        var rest = Substring.UnicodeScalarView(file.text(in: event.offsets.lowerBound..<file.end.offset).unicodeScalars)
        var start = event.offsets.lowerBound
        while let first = rest.first, first == "&" || first == "!" {
            let property = rest.prefix { !$0.properties.isWhitespace }
            let gap = rest.dropFirst(property.count).prefix { $0.properties.isWhitespace }
            start += property.count + gap.count
            rest = rest.dropFirst(property.count + gap.count)
        }
        return start < event.offsets.upperBound ? start..<event.offsets.upperBound : event.offsets
    }
}
