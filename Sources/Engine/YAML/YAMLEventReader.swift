import CYAML

/// libyaml's parser over one text, which it reads from start to end.
struct YAMLEventReader: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Returns: `nil` when there is no memory for a parser.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        parser = .allocate(capacity: 1)
        input = .allocate(capacity: bytes.count)
        _ = input.update(fromContentsOf: bytes)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            input.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    mutating func next() throws(YAMLFailure) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        let offsets = event.start_mark.index..<max(event.end_mark.index, event.start_mark.index)
        func made(_ kind: YAMLEvent.Kind, anchor: String? = nil, tag: String? = nil) -> YAMLEvent {
            YAMLEvent(kind: kind, anchor: anchor, tag: tag, offsets: offsets)
        }
        switch event.type {
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
            return made(.streamEnd)
        case YAML_DOCUMENT_START_EVENT:
            return made(.documentStart)
        case YAML_DOCUMENT_END_EVENT:
            return made(.documentEnd)
        case YAML_ALIAS_EVENT:
            return made(.alias(text(event.data.alias.anchor) ?? ""))
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let kind = YAMLEvent.Kind.scalar(text: value, style: style(scalar.style))
            return made(kind, anchor: text(scalar.anchor), tag: text(scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return made(.sequenceStart, anchor: text(start.anchor), tag: text(start.tag))
        case YAML_SEQUENCE_END_EVENT:
            return made(.sequenceEnd)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return made(.mappingStart, anchor: text(start.anchor), tag: text(start.tag))
        case YAML_MAPPING_END_EVENT:
            return made(.mappingEnd)
        default:
            return made(.streamStart)
        }
    }

    private func failure() -> YAMLFailure {
        let state = parser.pointee
        let context = state.context.map { String(cString: $0) } ?? ""
        return YAMLFailure(
            problem: state.problem.map { String(cString: $0) } ?? "out of memory",
            offset: state.problem_mark.index,
            context: context,
            contextOffset: context.isEmpty ? nil : state.context_mark.index
        )
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
