import Foundation
import Testing

@testable import Engine

@Suite("texts that were damaged")
struct DamagedTextTests {
    private static let texts = [
        "Oi, {{ contact.?first_name.orValue('tudo bem') }}! Seu pedido {{ numero }} custa {{ money(total) }}.",
        "{{ itens.map(i, i + '}}').join(', ') }} e {{ {'a': {'b': 1}}.a.b }}",
        "{{ '{{' }} {{ total / 3 }} {{ pago ? 'sim' : 'não' }}",
        "{{ message.text.split(' ')[?1].orValue(\"-\") }} {{ date(now) }} // {{ r'\\d' }}",
        "{{ state.?cupom.orValue('') + string(numero) }}",
    ]
    private static let pieces = [
        "{{", "}}", "{", "}", "'", "\"", "\\", " ", "\n", "(", ")", "[", "]", "?", ":", ".", ",", " + ", "'''", "// ", "numero",
        "nulo",
        "9223372036854775807", "contact", ".?", "orValue(", "e\u{301}", "👀", "%", "$", "itens.map(", "-", "!",
    ]

    /// A tenth of `FUZZ_SECONDS`.
    private static let seconds = (ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap(Double.init) ?? 5) / 10

    @Test("a bot with such a text is told about at places in its file, or answers, and each time the same")
    func damage() throws {
        let start = ContinuousClock.now
        var seed: UInt64 = 0
        var answered = 0
        while ContinuousClock.now - start < .seconds(DamagedTextTests.seconds) {
            seed += 1
            var generator = DamagedBotTests.Generator(state: seed)
            var scalars = Array((DamagedTextTests.texts.randomElement(using: &generator) ?? "").unicodeScalars)
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                let place = Int.random(in: 0..<scalars.count, using: &generator)
                let end = min(place + Int.random(in: 0..<4, using: &generator), scalars.count)
                scalars.replaceSubrange(
                    place..<end, with: (DamagedTextTests.pieces.randomElement(using: &generator) ?? "").unicodeScalars)
            }
            let text = String(String.UnicodeScalarView(scalars))
            let compilation = BotCompiler.compile(
                BotFiles(folder: "", contents: ["bot.yaml": Array(DamagedTextTests.bot(saying: text).utf8)]))
            #expect(compilation.diagnostics.allSatisfy { $0.span.end <= $0.span.file.end }, "seed \(seed): \(text)")
            guard let bot = compilation.bot else { continue }
            answered += 1
            _ = try Script.play("> user Oi você\n", on: bot)
        }
        #expect(answered > 0)
    }

    private static func bot(saying text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "        " + $0 }
        return """
            version: 1
            bot: {id: textos, name: Textos, language: pt-BR}
            state:
              numero: {type: integer, default: 7}
              total: {type: number, default: 19.9}
              pago: {type: boolean, default: true}
              itens: {type: list(string), default: [lente, estojo]}
              cupom: {type: string, optional: true}
            graph:
              start: diz
              nodes:
                diz:
                  say: |-
            \(lines.joined(separator: "\n"))
                  next: fim
                fim: {ask: E agora?, next: diz}

            """
    }
}
