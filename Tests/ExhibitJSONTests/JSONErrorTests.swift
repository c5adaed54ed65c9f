import ExhibitModel
import Testing

@testable import ExhibitJSON

@Suite struct `JSON errors` {
    @Test(arguments: [
        (JSONError(.trailingBytes, line: 2, column: 1), "line 2, column 1: more text after the value"),
        (JSONError(.tooDeep, pointer: "/a"), "in /a: nested deeper than 64 levels"),
        (JSONError(.unexpectedEnd), "the text ends too early"),
        (
            JSONError(.duplicateKey("id\u{1B}[2J\u{202E}"), line: 1, column: 9, pointer: "/id\u{1B}[2J\u{202E}"),
            #"line 1, column 9, in /id\u{1b}[2J\u{202e}: duplicate key "id\u{1b}[2J\u{202e}""#
        ),
    ])
    func `the message says where and what, on one safe line`(error: JSONError, message: String) {
        #expect(error.message == message)
        #expect(error.report == Report(.jsonInvalid, message))
    }

    @Test func `a long key is cut`() {
        let message = JSONError(.duplicateKey(String(repeating: "k", count: 5000))).message
        #expect(message == "duplicate key \"" + String(repeating: "k", count: 120) + "…\"")
    }
}
