/// The providers that `use:` may name.
enum ModelProviders {
    static let all: [any ModelProvider.Type] = [
        OpenAIProvider.self
    ]
}
