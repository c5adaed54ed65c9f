import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct ParagraphTests {
    @Test func `paragraphs are divided by lines with nothing on them`() throws {
        #expect(try Paragraphs.parts(of: "one\ntwo\n\nthree\r\n \t\r\n\n\nfour\n") == ["one\ntwo", "three", "four"])
        #expect(try Paragraphs.parts(of: "\n\n一\n\u{3000}\n二") == ["一", "二"])
        #expect(try Paragraphs.parts(of: "alone") == ["alone"])
    }

    @Test func `nothing to say, and too much`() {
        #expect(throws: Report.self) { try Paragraphs.parts(of: " \n\n") }
        let long = String(repeating: "a\n\n", count: 201)
        #expect(throws: Report.self) { try Paragraphs.parts(of: long) }
    }

    @Test func `what is joined is WAV`() async throws {
        func parts(_ words: [String]) async throws -> Int {
            try await CommandLine.options(.speech, words).speech.parts(of: "a\n\nb").count
        }
        #expect(try await parts([]) == 1)
        #expect(try await parts(["--split", "paragraphs"]) == 2)
        #expect(try await parts(["--split", "paragraphs", "--response-format", "WAV"]) == 2)
        #expect(try await parts(["--response-format", "mp3"]) == 1)
        await #expect(throws: Report.self) { try await parts(["--split", "paragraphs", "--response-format", "mp3"]) }
    }
}
