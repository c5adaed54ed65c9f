import ExhibitCrypto
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct InputListTests {
    private func list(_ kind: MakeKind, _ words: [String]) async throws -> [String] {
        try InputList(await CommandLine.options(kind, words).inputs, kind).items.map { "\($0.role) \($0.source)" }
    }

    private func code(_ kind: MakeKind, _ words: [String]) async throws -> ErrorCode? {
        do {
            _ = try await list(kind, words)
            return nil
        } catch let report as Report {
            return report.code
        }
    }

    @Test func `images in the order given, and the mask last`() async throws {
        let words = ["--mask", "m", "--image", "a", "--images", "b, c", "--reference-image", "d"]
        #expect(try await list(.edit, words) == ["image a", "image d", "image b", "image c", "mask m"])
        #expect(try await list(.generate, ["--images", #"["a,b","c"]"#]) == ["image a,b", "image c"])
        #expect(try await list(.generate, []) == [])
        #expect(try await code(.edit, []) == .inputMissing)
        #expect(try await code(.generate, ["--images", "[1]"]) == .jsonInvalid)
    }

    @Test func `the comma of a data URL is no comma of the list`() async throws {
        let url = "data:image/png;base64,AAAA"
        #expect(try await list(.generate, ["--images", "a,\(url),b"]) == ["image a", "image \(url)", "image b"])
    }

    @Test(arguments: [
        ["--transport", "json"], ["--transport", "auto"], ["--transport", "none"], ["--reference-key", "k"],
    ])
    func `references travel as such where that is asked for`(words: [String]) async throws {
        #expect(try await list(.generate, ["--image", "a"] + words) == ["reference a"])
        #expect(try await list(.edit, ["--image", "a"] + words) == ["image a"])
    }

    @Test func `a video has a first frame and likenesses`() async throws {
        #expect(try await list(.video, ["--reference-image", "r", "--image", "f"]) == ["image f", "reference r"])
        #expect(try await list(.video, ["--image", "a", "--mode", "reference"]) == ["reference a"])
        #expect(
            try await list(.video, ["--reference-image", "a", "--video-reference-mode", "animate"]) == ["image a"]
        )
        #expect(try await code(.video, ["--image", "a", "--image", "b"]) == .inputTooMany)
        #expect(try await code(.video, ["--mode", "animate"]) == .inputMissing)
        #expect(try await code(.video, ["--mode", "text", "--image", "a"]) == .usageInvalid)
    }

    @Test(arguments: [MakeKind.inpaint, .outpaint, .objectEdit])
    func `one image is worked on`(kind: MakeKind) async throws {
        #expect(try await list(kind, ["--input", "a"]) == ["image a"])
        #expect(try await code(kind, []) == .inputMissing)
        #expect(try await code(kind, ["--image", "a", "--image", "b"]) == .inputTooMany)
    }

    @Test func `one image is enlarged`() async throws {
        #expect(try await list(.upscale, ["--input", "a"]) == ["image a"])
        #expect(try await code(.upscale, []) == .inputMissing)
        #expect(try await code(.upscale, ["--image", "a", "--image", "b"]) == .inputTooMany)
    }

    @Test func `a record has room for sixteen files`() async throws {
        let sixteen = (1...16).flatMap { ["--image", "\($0).png"] }
        #expect(try await list(.generate, sixteen).count == 16)
        #expect(try await code(.generate, sixteen + ["--image", "17.png"]) == .inputTooMany)
        #expect(try await code(.edit, sixteen + ["--mask", "m.png"]) == .inputTooMany)
    }

    /// The smallest PNG: one grey pixel.
    static let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="

    @Test func `a data URL is an input with a name of its own`() throws {
        let environment = try Fixture().environment()
        let url = "data:image/jpeg;charset=x;BASE64,\(Self.pixel)"
        let input = try InputReader.file(.init(source: url, role: .image), environment).input
        let bytes = try #require(Base64.decode(Self.pixel))
        #expect(input.path == "data:" && input.name == "image.png" && input.mediaType == "image/png")
        #expect(input.sha256 == SHA256.hash(bytes) && input.width == 1 && input.height == 1)
        #expect(try input.read() == bytes)
    }

    @Test(arguments: [
        "data:image/png,AAAA", "data:image/png;base64", "data:image/png;base64,%%%%", "data:image/png;base64,",
        "data:text/plain;base64,aGVsbG8=",
    ])
    func `a data URL that holds no image`(url: String) throws {
        let environment = try Fixture().environment()
        #expect {
            _ = try InputReader.file(.init(source: url, role: .image), environment).input
        } throws: { error in
            [.inputUnreadable, .inputNotAnImage].contains((error as? Report)?.code)
        }
    }
}
