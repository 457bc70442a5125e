import Engine
import Testing

@testable import Runtime

@Suite(
    "Meta's own bodies to send",
    .enabled(if: ConformanceFolder.whatsAppOutbound.exists, "there is no folder of bodies: set TRAMA_CONFORMANCE"))
struct WhatsAppOutboundConformanceTests {
    private static let contact = Contact(key: "16505551234")
    static let bodies: [(String, JSON)] = [
        ("text__", GraphMessage.body(of: .text("oi", previewURL: true), to: contact, tag: "t")),
        (
            "interactive-button__",
            GraphMessage.body(of: .buttons("Posso?", [.init(id: "y", title: "Sim")]), to: contact, tag: "t")
        ),
        (
            "interactive-list__",
            GraphMessage.body(
                of: .list(
                    .init("Qual?", header: .text("Pedidos"), footer: "f"),
                    .init(
                        button: "Ver",
                        sections: [.init(title: "A", rows: [.init(.init(id: "1", title: "Um"), description: "o primeiro")])])),
                to: contact, tag: "t")
        ),
        (
            "interactive-cta-url__",
            GraphMessage.body(
                of: .link(.init("Veja", footer: "f"), .init(text: "Abrir", url: "https://exemplo.com")), to: contact, tag: "t")
        ),
        ("image__", GraphMessage.body(of: .media(.init(.image, .id("1")), caption: "a"), to: contact, tag: "t")),
        ("video__", GraphMessage.body(of: .media(.init(.video, .id("1")), caption: "a"), to: contact, tag: "t")),
        ("audio__", GraphMessage.body(of: .media(.init(.audio, .id("1")), caption: nil), to: contact, tag: "t")),
        (
            "document__",
            GraphMessage.body(of: .media(.init(.document(filename: "a.pdf"), .id("1")), caption: "a"), to: contact, tag: "t")
        ),
        (
            "location__",
            GraphMessage.body(
                of: .location(Location(latitude: 1.5, longitude: 2.5, name: "a", address: "b")), to: contact, tag: "t")
        ),
        (
            "template__metadocs__utility",
            GraphMessage.body(of: .template(.init(name: "a", language: "pt_BR", body: ["x"])), to: contact, tag: "t")
        ),
        (
            "template__fbopenapi__send-test",
            GraphMessage.body(of: .template(.init(name: "a", language: "pt_BR", body: [])), to: contact, tag: "t")
        ),
        ("reaction__metadocs", GraphMessage.reaction("👀", on: "wamid.A", to: contact)),
        ("read-typing__", GraphMessage.read("wamid.A", typing: true)), ("read__", GraphMessage.read("wamid.A", typing: false)),
    ]

    /// Where each value of a body stands and of what type it is, without places in arrays.
    private static func shape(of json: JSON, at path: String = "") -> Set<String> {
        switch json {
        case .object(let object):
            object.members.reduce(into: []) { $0.formUnion(shape(of: $1.value, at: "\(path).\($1.key)")) }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(shape(of: $1, at: path + "[]")) }
        case .string: [path + " text"]
        case .int, .double: [path + " number"]
        case .bool: [path + " truth"]
        case .null: [path + " null"]
        }
    }

    @Test("what we send has all that their examples of the kind share, and nothing that none of them has", arguments: bodies)
    func shape(prefix: String, body: JSON) throws {
        let folder = ConformanceFolder.whatsAppOutbound
        let kind = prefix.prefix { $0 != "_" }
        let examples = try folder.files.filter { $0.hasPrefix(kind) }.map { file in
            (isNear: file.hasPrefix(prefix), shape: Self.shape(of: try JSON(parsing: folder.bytes(of: file))))
        }
        let near = try #require(examples.first { $0.isNear })
        let ours = Self.shape(of: body).subtracting([".biz_opaque_callback_data text"])
        let all = examples.reduce(near.shape) { $0.union($1.shape) }
        let shared = examples.reduce(near.shape) { $1.isNear ? $0.intersection($1.shape) : $0 }
            .filter { !$0.contains("image") && !$0.contains("parameter_name") }
        #expect(ours.subtracting(all) == [])
        #expect(shared.subtracting(ours) == [])
    }
}
