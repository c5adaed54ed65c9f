import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction
import Testing

struct RequestTests {
    static let prompt = "A \"red\" fox\nunder a blue moon"
    static let image = SampleBody.png

    static let requests: [(name: String, parts: [RequestPart], bytes: [UInt8])] = [
        (
            "JSON",
            [
                .text(Array(#"{"model":"gpt-image-2","prompt":""#.utf8)), .privateText(prompt, encoding: .json),
                .text(Array(#"","image":"data:image/png;base64,"#.utf8)),
                .fileBase64(SHA256.hash(image), bytes: image.count), .text(Array(#"","n":1}"#.utf8)),
            ],
            Array(
                #"{"model":"gpt-image-2","prompt":"A \"red\" fox\nunder a blue moon","image":"data:image/png;base64,"#
                    .utf8
            )
                + Base64.encodeBytes(image) + Array(#"","n":1}"#.utf8)
        ),
        (
            "multipart",
            [
                .text(Array("--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n".utf8)),
                .privateText(prompt, encoding: .raw),
                .text(Array("\r\n--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"".utf8)),
                .privateText("my fox.png", encoding: .raw), .text(Array("\"\r\nContent-Type: image/png\r\n\r\n".utf8)),
                .file(SHA256.hash(image), bytes: image.count), .text(Array("\r\n--b--\r\n".utf8)),
            ],
            Array("--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n\(prompt)".utf8)
                + Array("\r\n--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"my fox.png\"".utf8)
                + Array("\r\nContent-Type: image/png\r\n\r\n".utf8) + image + Array("\r\n--b--\r\n".utf8)
        ),
        ("nothing", [], []),
    ]

    @Test(arguments: requests.indices)
    func `a request comes back byte by byte`(index: Int) throws {
        let (_, parts, bytes) = Self.requests[index]
        let scratch = try Scratch()
        let archived = try scratch.archiver.archiveRequest(parts)
        let store = archived.blobs + [StagedBlob(Self.image)]
        func rebuild(_ hasValues: Bool) throws -> Rebuilt {
            try BodyRebuilder.rebuild(
                archived.document,
                blob: { digest in store.first { $0.sha256 == digest }?.source },
                value: { commit in hasValues ? archived.commitments.first { $0.commit == commit }?.text : nil },
                sealed: { _ in nil },
                into: { _ in }
            )
        }
        #expect(try rebuild(true) == .exact(SHA256.hash(bytes), bytes: Int64(bytes.count)))
        #expect(try rebuild(false) == (parts.isEmpty ? .exact(SHA256.hash([]), bytes: 0) : .withheld))
        #expect(try !scratch.stored(archived).contains(text: "fox"))
        #expect(!archived.blobs.contains { $0.sha256 == SHA256.hash(Self.image) })
    }

    @Test func `a credential in a request is redacted`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archiver.archiveRequest([
            .text(Array(#"{"prompt":""#.utf8)), .privateText("fox", encoding: .json),
            .text(Array(#"","extra":{"api_key":"abcdef12"}}"#.utf8)),
        ])
        #expect(archived.redactions.map(\.rule) == ["field"])
        #expect(try !scratch.stored(archived).contains(text: "abcdef12"))
    }

    @Test func `a private text that stands in a credential's place goes with it`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archiver.archiveRequest([
            .text(Array(#"{"password":""#.utf8)), .privateText("fox", encoding: .json), .text(Array(#""}"#.utf8)),
        ])
        #expect(archived.commitments == [])
        let last = archived.document.segments.contains { if case .redacted("field", _, 3) = $0 { true } else { false } }
        #expect(last)
    }
}
