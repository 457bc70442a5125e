/// The sentences of Brazilian Portuguese, by the pattern of the English ones.
///
/// To say something new, write it in English where it is said, as a `Wording`: a literal with interpolations. Its pattern is the literal
/// with `%1`, `%2` … for the interpolations, in their order. Then add the pattern with its translation to one of the lists beside this
/// file; `swift test --filter Wording` says which are missing. In the translation
/// - `%1` may stand anywhere, more than once, or not at all;
/// - `%1{nó|nós}` is the first word when the argument is 1, and else the second;
/// - an argument may be masculine or feminine, so that `não há %1 com o nome` is better than `nenhum %1 se chama`.
///
/// An author is spoken to as `você`, about lists, keys and texts, never about sequences, nodes of a tree or scalars. What is the same in
/// every language (names, the words of a database) is an argument, or a `Wording(verbatim:)`.
enum Portuguese {
    /// A pattern that stands in none is shown in English.
    static let sentences = Dictionary(lists.flatMap(\.self), uniquingKeysWith: { first, _ in first })

    static let lists = [
        yaml, fields, abouts, graph, machine, expressions, types, syntax, functions, messages, policies, tests, explaining,
    ]
}
