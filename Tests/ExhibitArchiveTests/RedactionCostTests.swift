import ExhibitArchive
import ExhibitModel
import ExhibitRedaction
import TestSupport
import Testing

struct RedactionCostTests {
    /// The goal is five in a hundred: all three nets over the text of a reply, beside taking the reply apart.
    @Test func `redaction is a small part of what a picture's reply costs`() throws {
        let scratch = try Scratch()
        let usage = (0..<200).map { #""x-metric-\#($0)":"value \#($0) of https://h.example/v1/\#($0)?n=\#($0)""# }
        let text = #"{"created":1793491200,\#(usage.joined(separator: ",")),"data":[{"b64_json":""#
        let body = Array(text.utf8) + Array(SampleBody.picture(5, 5_000_000).utf8) + Array(#""}]}"#.utf8)
        let clock = ContinuousClock()
        var shares: [Double] = []
        for _ in 0..<3 {
            let whole = try clock.measure { _ = try scratch.archive(body) }
            let nets = clock.measure { _ = scratch.redactor.spans(in: Array(text.utf8)) }
            shares.append(nets / whole)
        }
        let share = try #require(shares.min())
        print("redaction: \(Int(share * 10_000)) of 10,000 parts of the handling of a reply of \(body.count) bytes")
        #expect(share <= 0.05)
    }
}
