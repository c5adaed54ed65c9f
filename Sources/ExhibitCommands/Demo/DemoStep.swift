import ExhibitJSON
import ExhibitModel

/// One step of the demo: what is typed, what it must end with, and what came of it.
struct DemoStep: Sendable {
    let title: String
    /// As the reader could type it.
    let command: String
    let expected: ExitCode
    let answer: Answer
    /// What is wrong beyond the exit status; nil when the step came out as it must.
    var fault: String?

    init(_ title: String, _ command: String, expected: ExitCode, _ answer: Answer, fault: String? = nil) {
        self.title = title
        self.command = command
        self.expected = expected
        self.answer = answer
        self.fault = exit == expected ? fault : "exit \(exit.rawValue) instead of \(expected.rawValue)"
    }

    var exit: ExitCode { answer.report?.exit ?? .done }
    var isAsTold: Bool { fault == nil }

    func lines(_ number: Int) -> [String] {
        var lines = ["\(number)  \(title)", "   $ \(command)"] + answer.lines.map { "   \($0)" }
        if let fault {
            lines.append("   this is not as it must be: \(fault)")
            if let report = answer.report { lines.append("   error[\(report.code.rawValue)]: \(report.message)") }
        } else if expected != .done {
            lines.append("   exit \(exit.rawValue), as it must be")
        }
        return lines + [""]
    }

    var object: JSONObject {
        JSONObject([
            ("title", .string(title)), ("command", .string(command)), ("exit", .int(Int(exit.rawValue))),
            ("expected_exit", .int(Int(expected.rawValue))), ("ok", .bool(isAsTold)),
            ("fault", fault.map(JSONValue.string) ?? .null),
            ("lines", .array(answer.lines.map(JSONValue.string))), ("result", answer.result),
        ])
    }
}
