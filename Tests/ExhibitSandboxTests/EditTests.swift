import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitServing
import Testing

@testable import ExhibitSandbox

struct EditTests {
    private static func png(_ width: Int, _ height: Int, _ colour: Colour = .white) -> [UInt8] {
        PictureWriter.png(PixelBuffer(width: width, height: height, colour))
    }

    private static func file(_ name: String, _ content: [UInt8], type: String = "image/png") -> (String, [UInt8]) {
        ("name=\"\(name)\"; filename=\"a \\\"b\\\"; c.png\"\r\nContent-Type: \(type)", content)
    }

    private static func text(_ name: String, _ content: String) -> (String, [UInt8]) {
        ("name=\"\(name)\"", Array(content.utf8))
    }

    private static let prompt = text("prompt", "hat on\r\n--the-cat")

    @Test func `a form with pictures and a mask gives a picture that depends on them`() throws {
        let asking = try Asking()
        let parts = [
            Self.text("size", "64x48"), Self.prompt, Self.file("image[]", Self.png(20, 10)),
            Self.file("image[]", Self.png(5, 5)), Self.file("mask", Self.png(20, 10, .clear)), Self.text("n", "2"),
        ]
        let reply = asking.postForm(parts)
        #expect(reply.status == 200)
        #expect(try reply.json["data"]?.array?.count == 2)
        #expect(try reply.facts().width == 64)
        #expect(try reply.json["usage"]?["input_tokens_details"]?["image_tokens"] == 646)
        let other = asking.postForm(Array(parts.dropLast(2)))
        #expect(try other.picture() != reply.picture())
        #expect(asking.desk.log.requests[0].fieldNames == ["size", "prompt", "image[]", "mask", "n"])
    }

    @Test func `the JSON variant takes data URLs`() throws {
        let url = "data:image/png;base64," + Base64.encode(Self.png(20, 10))
        let fields: JSONObject = [
            "prompt": "hat", "size": "64x48", "images": [["image_url": .string(url)]],
            "mask": ["image_url": .string(url)],
        ]
        let reply = try Asking().post("/v1/images/edits", fields)
        #expect(reply.status == 200)
        #expect(try reply.facts().height == 48)
    }

    @Test(
        arguments: [
            ["image_url": "https://example.com/a.png"], ["file_id": "file-1"], ["image_url": "data:image/png;base64,*"],
        ] as [JSONValue]
    )
    func `a picture that would have to be fetched is refused`(image: JSONValue) throws {
        let reply = try Asking().post("/v1/images/edits", ["prompt": "hat", "images": [image]])
        #expect(reply.status == 400)
    }

    @Test func `reference pictures under any name count in a lenient generation`() throws {
        let url = "data:image/png;base64," + Base64.encode(Self.png(9, 9))
        let asking = try Asking()
        let with = asking.generate(["prompt": "x", "reference_images": [.string(url)]])
        #expect(try with.picture() != asking.generate(["prompt": "x"]).picture())
    }

    @Test func `an edit without a picture, or with something else for one, is refused`() throws {
        let asking = try Asking()
        #expect(try asking.postForm([Self.prompt]).errorCode == "missing_required_parameter")
        #expect(try asking.postForm([Self.prompt, Self.file("image", [1, 2, 3])]).errorCode == "invalid_image_file")
        let many = (0..<17).map { _ in Self.file("image[]", Self.png(2, 2)) }
        #expect(asking.postForm([Self.prompt] + many).status == 400)
    }

    @Test func `the strict sandbox believes labels and measures masks`() throws {
        let asking = try Asking(strict: true)
        let image = Self.file("image", Self.png(20, 10))
        #expect(asking.postForm([Self.prompt, image]).status == 200)
        let unlabelled = Self.file("image", Self.png(20, 10), type: "application/octet-stream")
        #expect(try asking.postForm([Self.prompt, unlabelled]).errorCode == "unsupported_file_mimetype")
        #expect(
            try asking.postForm([Self.prompt, image, Self.text("moderation", "low")]).errorCode == "unknown_parameter"
        )
        let mask = Self.file("mask", Self.png(10, 20))
        #expect(try asking.postForm([Self.prompt, image, mask]).errorCode == "invalid_value")
    }

    @Test(arguments: [
        "", "--B", "--B--", "--B\r\n", "--B\r\nContent-Disposition: form-data; name=x\r\n\r\nabc",
        "--B\r\nno colon\r\n\r\nabc\r\n--B--", "--B\r\nContent-Type: a/b\r\n\r\nabc\r\n--B--", "--C\r\n--C--",
    ])
    func `a broken form has no parts or is refused`(body: String) {
        let form = MultipartForm(Array(body.utf8), contentType: "multipart/form-data; boundary=B")
        #expect(form?.parts.isEmpty ?? true)
    }

    @Test func `a form is taken apart to the byte`() throws {
        let body =
            "--a b\r\ncontent-disposition: form-data; filename=x.png; name=\"i;m\"\r\nContent-Type: a/b\r\n\r\n\r\n\r\n--a\r\n--a b--"
        let form = try #require(MultipartForm(Array(body.utf8), contentType: "multipart/form-data; boundary=\"a b\""))
        let part = try #require(form.parts.first)
        #expect(form.parts.count == 1)
        #expect(part.name == "i;m" && part.fileName == "x.png" && part.mediaType == "a/b")
        #expect(String(decoding: part.content, as: UTF8.self) == "\r\n\r\n--a")
    }
}
