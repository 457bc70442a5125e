import CEL
import Foundation

/// A row of cel-go's own tables: an expression that fails at given places, or does not fail.
struct ErrorRow: Decodable {
    struct Expectation: Decodable {
        struct Place: Decodable {
            let line: Int
            let col: Int
            let message: String
        }

        let errors: [Place]?
        let type: String?
    }

    let expr: String
    let declarations: [ConformanceCase.Declaration]?
    let expect: Expectation

    enum CodingKeys: String, CodingKey {
        case expr, expect
        case declarations = "type_env"
    }

    /// The tables were made with a recursion limit of 32.
    private static let limits = Limits(depth: 32)

    func failure(checking: Bool) throws -> String? {
        let variables = try (declarations ?? []).map { Variable($0.name, try TypeText.parse($0.type ?? "dyn")) }
        let environment = Environment(variables: variables, profile: .standard, limits: ErrorRow.limits)
        let program: Program
        do throws(CompileError) {
            program = checking ? try environment.compile(expr) : try environment.compileUnchecked(expr)
        } catch {
            let found = place(of: error.issues[0].range.lowerBound)
            guard let errors = expect.errors else { return "fails at \(found): \(error.issues.map(\.message))" }
            // An empty list is a row about the limit, which has no place.
            guard let first = errors.first else { return nil }
            return found == (first.line, first.col)
                ? nil : "fails at \(found) instead of \(first): \(error.issues.map(\.message))"
        }
        guard expect.errors == nil else { return "does not fail" }
        guard let type = expect.type, checking else { return nil }
        return program.type == (try TypeText.parse(type)) ? nil : "type \(program.type) instead of \(type)"
    }

    /// Line and column from 1; a column is a Unicode scalar.
    private func place(of offset: Int) -> (line: Int, column: Int) {
        let before = expr.unicodeScalars.prefix(offset)
        let line = before.filter { $0 == "\n" }.count + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return (line, column)
    }
}
