import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

struct SpeechTests {
    private static let fields: JSONObject = [
        "model": "gpt-4o-mini-tts", "input": "Hello, world", "voice": "alloy", "response_format": "wav",
    ]

    private func say(_ more: JSONObject = [:], strict: Bool = false) throws -> ServerReply {
        var fields = Self.fields
        for (name, value) in more.members { fields[name] = value.isNull ? nil : value }
        return try Asking(strict: strict).post("/v1/audio/speech", fields)
    }

    private func facts(_ bytes: [UInt8]) throws -> MediaFacts {
        try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
    }

    @Test func `a WAV is 24 kHz, mono, 16 bits, and as long as its text`() throws {
        let reply = try say()
        #expect(reply.status == 200 && reply.fault == .unsized)
        #expect(reply.header("Content-Type") == "application/octet-stream")
        let wav = try facts(reply.body)
        #expect(wav.mediaType == "audio/wav" && wav.complete && wav.simulated && wav.durationMilliseconds == 720)
        #expect(Array(reply.body[20..<36]) == [1, 0, 1, 0, 0xC0, 0x5D, 0, 0, 0x80, 0xBB, 0, 0, 2, 0, 16, 0])
        #expect(try facts(say(["input": "Hello, world. Hello, world."]).body).durationMilliseconds == 1620)
        #expect(try facts(say(["speed": 2]).body).durationMilliseconds == 360)
        #expect(try say(["input": "Hello, worle"]).body != reply.body)
        #expect(reply.body.dropFirst(200).contains { $0 != 0 })
    }

    @Test func `an MP3 is silence of that length, and PCM has no head`() throws {
        let mp3 = try facts(say(["response_format": .null]).body)
        #expect(mp3.mediaType == "audio/mpeg" && mp3.complete && mp3.simulated && mp3.durationMilliseconds == 720)
        #expect(try say(["response_format": "pcm"]).body.count == 12 * 1440 * 2)
        let flac = try say(["response_format": "flac"]).body
        #expect(flac.starts(with: Array("fLaC".utf8)) && flac.count > 12 * 1440 * 2)
    }

    @Test(
        arguments: [
            (["response_format": "opus"], "response_format"), (["response_format": "aac"], "response_format"),
            (["response_format": "midi"], "response_format"), (["input": .null], "input"),
            (["voice": .null], "voice"), (["model": .null], "model"), (["speed": 5], "speed"),
            (["stream_format": "ws"], "stream_format"), (["stream_format": "sse", "model": "tts-1"], "stream_format"),
            (["input": .string(String(repeating: "x", count: 4097))], "input"),
        ] as [(JSONObject, String)]
    )
    func `what cannot be said is refused`(more: JSONObject, param: String) throws {
        let reply = try say(more)
        #expect(try reply.status == 400 && reply.json["error"]?["param"]?.string == param)
    }

    @Test func `a voice can be an object, and strict takes no unknown field`() throws {
        #expect(try say(["voice": ["id": "voice_1234"]], strict: true).status == 200)
        #expect(try say(["seed": 1]).status == 200)
        #expect(try say(["seed": 1], strict: true).errorCode == "unknown_parameter")
    }

    @Test func `a stream brings the same sound in pieces`() throws {
        let reply = try say(["stream_format": "sse"])
        let lines = String(decoding: reply.body, as: UTF8.self).split(separator: "\n")
        let data = try lines.filter { $0.hasPrefix("data: ") }.map {
            try JSONReader.read(Array($0.dropFirst(6).utf8), .reply)
        }
        #expect(lines.count { $0 == "event: speech.audio.delta" } == data.count - 1 && data.count > 3)
        let sound = try data.dropLast().flatMap { try #require(Base64.decode($0["audio"]?.string ?? "")) }
        #expect(try sound == say().body)
        #expect(data.last?["type"] == "speech.audio.done" && data.last?["usage"]?["total_tokens"]?.int == 15)
    }

    @Test func `a gateway wraps the sound in JSON`() throws {
        let reply = try say(["model": .string(SpeechDesk.wrappedModel), "response_format": .null]).json
        #expect(reply["voice"] == "alloy" && reply["data"]?[0]?["mime_type"] == "audio/wav")
        #expect(try #require(Base64.decode(reply["data"]?[0]?["b64_json"]?.string ?? "")) == say().body)
        #expect(reply["cost_usd"]?.number?.text == "0.0015")
    }

    @Test func `sound can be cut, and speech refused`() throws {
        #expect(try !facts(say(["input": "Hello [[fault:truncated-image]]"]).body).complete)
        #expect(try say(["input": "Hello [[fault:429:9]]"]).header("Retry-After") == "9")
    }
}
