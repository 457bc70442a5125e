import CEL
import Foundation

/// A row of the public cases: an expression and what it must come to.
struct ConformanceCase: Decodable {
    struct Declaration: Decodable {
        struct Signature: Decodable {
            let params: [String]
            let result: String
            let instance: Bool
        }

        let name: String
        let kind: String
        let type: String?
        let overloads: [Signature]?
    }

    struct Expectation: Decodable {
        let value: EncodedValue?
        let error: [String]?
        let type: String?
    }

    let file: String
    let section: String
    let name: String
    let expr: String
    let bindings: [String: EncodedValue]
    let declarations: [Declaration]
    let container: String
    let isUnchecked: Bool
    let isCheckOnly: Bool
    let expect: Expectation

    var id: String { "\(file)/\(section)/\(name)" }

    enum CodingKeys: String, CodingKey {
        case file, section, name, expr, bindings, container, expect
        case declarations = "type_env"
        case isUnchecked = "disable_check"
        case isCheckOnly = "check_only"
    }

    /// What is wrong with the outcome; nil when it is right.
    func failure(in profile: Environment.Profile) throws -> String? {
        let variables = try declarations.filter { $0.kind == "var" }.map {
            Variable($0.name, try TypeText.parse($0.type ?? "dyn"))
        }
        let others = bindings.keys.sorted().filter { name in !variables.contains { $0.name == name } }
        let all = variables + others.map { Variable($0, .dyn) }
        let functions = try declarations.filter { $0.kind == "function" }.map { declaration in
            let overloads = try (declaration.overloads ?? []).map {
                Overload(try $0.params.map(TypeText.parse), try TypeText.parse($0.result), isMethod: $0.instance)
            }
            return Function(declaration.name, overloads) { arguments throws(EvaluationError) in .null }
        }
        let environment = Environment(variables: all, functions: functions, profile: profile, container: container)
        let program: Program
        do throws(CompileError) {
            program = isUnchecked ? try environment.compileUnchecked(expr) : try environment.compile(expr)
        } catch {
            // A literal that can only fail is an error either way; the host profile tells it when the expression is compiled.
            if profile == .host, expect.error != nil { return nil }
            return "not compiled: \(error.issues.map(\.message))"
        }
        if let type = expect.type, program.type != (try TypeText.parse(type)) {
            return "type \(program.type) instead of \(type)"
        }
        guard !isCheckOnly else { return nil }
        let slots = try all.map { try bindings[$0.name]?.value() ?? .null }
        let result: Value
        do throws(EvaluationError) {
            result = try program.evaluate(slots)
        } catch {
            return expect.error == nil ? "failed: \(error.message)" : nil
        }
        guard let expected = try expect.value?.value() else { return "\(result) instead of an error" }
        return result == expected ? nil : "\(result) instead of \(expected)"
    }
}
