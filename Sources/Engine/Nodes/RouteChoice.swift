/// Ways of which a model takes one, by a tool that does nothing else.
struct RouteChoice: Sendable {
    struct Route: Sendable {
        let name: String
        /// When the model is to take it.
        let about: String
        let target: NodeID
    }

    /// What the model's call means.
    enum Answer {
        case route(Route)
        /// None of the routes fits.
        case none
        /// For the model: what is wrong with the call.
        case wrong(String)
    }

    /// Tools of authors have no hyphen in their names.
    static let tool = ToolName(rawValue: "go-to")
    private static let noneName = "none-of-these"

    let routes: [Route]
    /// Whether the model may say that no route fits.
    let allowsNone: Bool

    var declaration: ToolDeclaration {
        var lines = routes.map { "- \($0.name): \($0.about)" }
        if allowsNone { lines.append("- \(RouteChoice.noneName): no other route fits") }
        return ToolDeclaration(
            name: RouteChoice.tool, description: "Takes one of these routes:\n" + lines.joined(separator: "\n"),
            parameters: [
                "type": "object", "properties": ["route": ["type": "string", "enum": .array(names.map { .string($0) })]],
                "required": ["route"], "additionalProperties": false,
            ])
    }

    /// - Parameter call: As the model wrote it: it may be anything.
    func answer(in call: ToolCall) -> Answer {
        let name = (try? JSON(parsing: call.arguments))?["route"]?.string
        if let route = routes.first(where: { $0.name == name }) { return .route(route) }
        if allowsNone, name == RouteChoice.noneName { return .none }
        return .wrong("'route' must be one of \(JSON.array(names.map { .string($0) }).text)")
    }

    private var names: [String] { (allowsNone ? [RouteChoice.noneName] : []) + routes.map(\.name) }
}

extension RouteChoice {
    /// Of nodes with when to go there; `nil` when there are none.
    init?(
        handingOver written: [Named<String>], _ map: inout MapReader, _ compiler: NodeCompiler
    ) throws(Unreadable) {
        guard !written.isEmpty else { return nil }
        var routes: [Route] = []
        for route in written {
            guard let target = try? compiler.node(route.name.map { NodeID(rawValue: $0) }, &map) else { continue }
            routes.append(Route(name: route.name.value, about: route.value, target: target))
        }
        guard routes.count == written.count else { throw Unreadable() }
        self.init(routes: routes, allowsNone: false)
    }
}
