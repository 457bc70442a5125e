/// A reply as it is sent.
struct DividedReply: Equatable {
    /// None is empty.
    var messages: [String]
    /// Whether some of it is left out.
    var isCut = false
    /// Whether it was longer than one message.
    var isLong = false
    /// Whether the policy's closing was added.
    var isClosed = false
}

extension ReplyPolicy {
    /// What every channel carries in one message.
    private static let channelCharacters = 4096

    /// How long one message is at most; `nil`: the policy says nothing of it.
    private var limit: Int? {
        maximumCharacters.map { min($0, maximumMessages > 1 ? Self.channelCharacters : $0) }
            ?? (maximumMessages > 1 ? Self.channelCharacters : nil)
    }

    /// The text in messages within the policy.
    ///
    /// - Parameter isFinal: Whether a model answers with it, so that it ends with the closing.
    func divided(_ text: String, isFinal: Bool = false) -> DividedReply {
        let text = text.trimmed
        guard !text.isEmpty else { return DividedReply(messages: []) }
        let closing = isFinal ? self.closing.flatMap { needsClosing(text, $0.value) ? $0.value : nil } : nil
        guard let limit, text.isLonger(than: limit) else { return close(DividedReply(messages: [text]), with: closing) }
        guard maximumMessages > 1, split != .none else {
            return close(DividedReply(messages: [shortened(text, to: limit)], isCut: true, isLong: true), with: closing)
        }
        var messages = packed(text, into: limit)
        let isCut = messages.count > maximumMessages
        if isCut {
            let rest = messages[(maximumMessages - 1)...].map(\.text)
            let last = zip(messages[(maximumMessages - 1)...].map(\.separator), rest).map { $0 + $1 }.joined()
            messages = Array(messages.prefix(maximumMessages - 1)) + [Stretch(separator: "", text: shortened(last, to: limit))]
        }
        return close(DividedReply(messages: messages.map(\.text), isCut: isCut, isLong: true), with: closing)
    }

    /// A reply that ends so already, or in a question, is left alone.
    private func needsClosing(_ text: String, _ closing: String) -> Bool {
        !text.hasSuffix("?") && !text.folded.hasSuffix(closing.folded)
    }

    private func close(_ reply: DividedReply, with closing: String?) -> DividedReply {
        guard let closing, let last = reply.messages.last else { return reply }
        var reply = reply
        reply.isClosed = true
        let both = "\(last)\n\n\(closing)"
        guard let limit, both.isLonger(than: limit) else {
            reply.messages[reply.messages.count - 1] = both
            return reply
        }
        reply.isLong = true
        if reply.messages.count < maximumMessages, split != .none {
            reply.messages.append(closing)
        } else {
            reply.isCut = true
            reply.messages[reply.messages.count - 1] = "\(shortened(last, to: limit - closing.count - 2))\n\n\(closing)"
        }
        return reply
    }

    // MARK: Dividing

    /// A part of a text with what stands between it and the part before it.
    private struct Stretch {
        let separator: String
        var text: String
    }

    /// The stretches of a text in as few messages as they fit in, each as long as may be.
    private func packed(_ text: String, into limit: Int) -> [Stretch] {
        var messages: [Stretch] = []
        for stretch in stretches(of: text, limit: limit) {
            if let last = messages.last, last.text.count + stretch.separator.count + stretch.text.count <= limit {
                messages[messages.count - 1].text += stretch.separator + stretch.text
            } else {
                messages.append(stretch)
            }
        }
        return messages
    }

    /// Paragraphs or sentences, or what is smaller where one of these does not fit.
    private func stretches(of text: String, limit: Int) -> [Stretch] {
        Self.parts(of: text, at: "\n\n").flatMap { paragraph -> [Stretch] in
            if split == .paragraph, paragraph.text.count <= limit { return [paragraph] }
            let sentences = Self.sentences(of: paragraph.text).flatMap { sentence -> [Stretch] in
                if sentence.text.count <= limit { return [sentence] }
                return Self.replacingFirst(
                    of: Self.parts(of: sentence.text, at: " ").flatMap { Self.chunks(of: $0, limit) }, sentence)
            }
            return Self.replacingFirst(of: sentences, paragraph)
        }
    }

    /// The first of the parts stands where the whole stood.
    private static func replacingFirst(of parts: [Stretch], _ whole: Stretch) -> [Stretch] {
        guard let first = parts.first else { return [] }
        return [Stretch(separator: whole.separator, text: first.text)] + parts.dropFirst()
    }

    private static func parts(of text: String, at separator: String) -> [Stretch] {
        text.split(separator: separator).map { Stretch(separator: separator, text: String($0).trimmed) }.filter {
            !$0.text.isEmpty
        }
    }

    /// Each line is at least one, and within it each sentence with its mark.
    private static func sentences(of paragraph: String) -> [Stretch] {
        parts(of: paragraph, at: "\n").flatMap { line -> [Stretch] in
            var sentences: [Stretch] = []
            var sentence = ""
            for character in line.text {
                if character == " ", let last = sentence.last, ".!?…".contains(last) {
                    sentences.append(Stretch(separator: " ", text: sentence))
                    sentence = ""
                } else {
                    sentence.append(character)
                }
            }
            if !sentence.trimmed.isEmpty { sentences.append(Stretch(separator: " ", text: sentence)) }
            return replacingFirst(of: sentences, line)
        }
    }

    private static func chunks(of word: Stretch, _ limit: Int) -> [Stretch] {
        guard word.text.isLonger(than: limit) else { return [word] }
        var chunks: [Stretch] = []
        var rest = word.text[...]
        while !rest.isEmpty {
            chunks.append(Stretch(separator: chunks.isEmpty ? word.separator : "", text: String(rest.prefix(limit))))
            rest = rest.dropFirst(limit)
        }
        return chunks
    }

    // MARK: Cutting

    /// Of a text that goes with something else, so that it is not divided.
    func shortened(_ text: String) -> String { maximumCharacters.map { shortened(text, to: $0) } ?? text }

    /// One that is too long ends at its last whole paragraph, sentence or word, and with `…`.
    private func shortened(_ text: String, to maximum: Int) -> String {
        guard text.isLonger(than: maximum) else { return text }
        let head = text.prefix(max(maximum, 1) - 1)
        for boundary in ["\n\n", "\n", ". ", "! ", "? "] {
            guard let end = head.lastRange(of: boundary), head.distance(from: head.startIndex, to: end) * 2 > maximum else {
                continue
            }
            return String(head[..<end]).trimmed + "…"
        }
        let end = head.lastIndex(of: " ") ?? head.endIndex
        return String(head[..<end]).trimmed + "…"
    }
}

extension StringProtocol {
    /// In characters, which are counted only where the bytes do not tell.
    fileprivate func isLonger(than limit: Int) -> Bool { utf8.count > limit && count > limit }

    /// Without white space and line breaks at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}

extension Substring {
    /// Where the last occurrence of a boundary ends its sentence: behind its punctuation mark, before its white space.
    fileprivate func lastRange(of boundary: String) -> Index? {
        let mark = boundary.prefix { !$0.isWhitespace }
        var end = endIndex
        while end > startIndex {
            end = index(before: end)
            if self[end...].hasPrefix(boundary) { return index(end, offsetBy: mark.count) }
        }
        return nil
    }
}
