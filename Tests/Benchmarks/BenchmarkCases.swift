import CEL
import Engine
import Glibc

/// The expressions to time, and the variables that they read.
struct BenchmarkCases {
    struct Case {
        let name: String
        let expression: String
        let value: JSON
    }

    let environment: Environment
    let values: [Value]
    let all: [Case]

    /// `nil` when the file cannot be read.
    init?(path: String) throws {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        let json = try JSON(parsing: bytes.prefix(count))
        var variables: [Variable] = []
        var values: [Value] = []
        for member in json["variables"]?.members ?? [] {
            let value = Value(member.value)
            variables.append(Variable(member.key, value.type))
            values.append(value)
        }
        for member in json["timestamps"]?.members ?? [] {
            variables.append(Variable(member.key, .timestamp))
            values.append(Timestamp(rfc3339: member.value.string ?? "").map(Value.timestamp) ?? .null)
        }
        environment = Environment(variables: variables)
        self.values = values
        all = (json["cases"]?.elements ?? []).map {
            Case(name: $0["name"]?.string ?? "", expression: $0["expression"]?.string ?? "", value: $0["value"] ?? .null)
        }
    }
}

extension JSON {
    fileprivate var members: [JSONObject.Member] {
        guard case .object(let object) = self else { return [] }
        return object.members
    }
}
