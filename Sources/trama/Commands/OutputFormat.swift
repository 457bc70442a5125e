import ArgumentParser
import Engine

/// How a command shows what it found.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    func write(lines: @autoclosure () -> [String], json: @autoclosure () -> JSON) {
        switch self {
        case .text: for line in lines() { Output.show(line + "\n") }
        case .json: Output.write(json().layout)
        }
    }
}
