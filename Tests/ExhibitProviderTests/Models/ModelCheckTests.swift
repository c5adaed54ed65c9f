import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct ModelCheckTests {
    private func codes(
        _ model: String,
        _ mode: Mode = .generation,
        dialect: String = "openai",
        today: String = "2026-11-21",
        _ change: (inout ModelRequest) -> Void = { _ in }
    ) throws -> [String] {
        var request = ModelRequest(model: model, dialect: dialect, mode: mode)
        change(&request)
        return ModelTable.shipped.check(request, today: try #require(CalendarDate(today))).map(\.code)
    }

    @Test(arguments: [
        ("2026-10-31", []), ("2026-11-01", ["model.shutting_down"]), ("2026-11-21", ["model.shutting_down"]),
        ("2026-11-30", ["model.shutting_down"]), ("2026-12-01", ["model.shut_down"]),
        ("2027-06-01", ["model.shut_down"]),
    ])
    func `a shutdown is told from thirty days before`(today: String, expected: [String]) throws {
        #expect(try codes("gpt-image-1.5", today: today) == expected)
    }

    @Test func `the days that are left are counted`() throws {
        let notes = ModelTable.shipped.check(
            ModelRequest(model: "gpt-image-1.5", dialect: "openai", mode: .edit),
            today: try #require(CalendarDate("2026-11-30"))
        )
        #expect(notes.map(\.message) == ["gpt-image-1.5 shuts down on 2026-12-01, in 1 day (table of 2026-11-21)"])
    }

    @Test(arguments: [("gpt-image-2", []), ("dall-e-3", ["mask.outside_model"]), ("sd-cpp-local", [])])
    func `a mask for a model that takes none is told, not refused`(model: String, expected: [String]) throws {
        #expect(try codes(model, .edit) { $0.hasMask = true }.filter { $0.hasPrefix("mask") } == expected)
    }

    @Test func `a model that the table does not know is a warning, and nothing else is said`() throws {
        #expect(try codes("somebody-else-3") { $0.size = "7x7" } == ["model.unknown"])
        #expect(try codes("flux-dev") == ["model.unknown"])
    }

    @Test(arguments: [
        ("1024x1024", true), ("auto", true), ("3840x2160", true), ("2160x3840", true), ("1000x1000", false),
        ("3856x1296", false), ("3840x1264", false), ("3072x1024", true), ("3088x1024", false), ("512x512", false),
        ("3840x2176", false), ("nonsense", true),
    ])
    func `the sizes of gpt-image-2 are multiples within bounds`(size: String, fits: Bool) throws {
        #expect(try codes("gpt-image-2") { $0.size = size } == (fits ? [] : ["size.outside_model"]))
    }

    @Test(arguments: [("1792x1024", true), ("1024x1024", true), ("1536x1024", false), ("auto", false)])
    func `the sizes of an older model are a list`(size: String, fits: Bool) throws {
        let found = try codes("dall-e-3", today: "2026-01-01") { $0.size = size }
        #expect(found == (fits ? [] : ["size.outside_model"]))
    }

    @Test(arguments: [("1280x720", true), ("720x1280", true), ("1280x768", false), ("128x128", false), ("auto", false)])
    func `a film is at most 1280 by 720`(size: String, fits: Bool) throws {
        #expect(
            try codes("wan-video", .video, dialect: "jobs") { $0.size = size } == (fits ? [] : ["size.outside_model"])
        )
    }

    @Test func `limits are told when they are passed, not when they are met`() throws {
        #expect(try codes("gpt-image-2", .edit) { $0.inputs = 16 } == [])
        #expect(try codes("gpt-image-2", .edit) { $0.inputs = 17 } == ["inputs.outside_model"])
        #expect(try codes("gpt-image-2") { $0.count = 11 } == ["count.outside_model"])
        #expect(try codes("gpt-image-2") { $0.promptLength = 32_000 } == [])
        #expect(try codes("gpt-image-2") { $0.promptLength = 32_001 } == ["prompt.outside_model"])
        #expect(try codes("gpt-image-2", .video) == ["model.other_kind"])
        #expect(
            try codes("sdxl", .edit, dialect: "jobs") { $0.inputs = 1 } == ["model.other_kind", "inputs.outside_model"]
        )
    }

    @Test func `what extra JSON puts in is what is checked`() throws {
        var intent = Sample.intent(options: [
            Intent.Option("size", .text("1024x1024")), Intent.Option("n", .integer(2)),
        ])
        #expect(ModelRequest(intent).size == "1024x1024")
        #expect(ModelRequest(intent).count == 2)
        intent.extraJSON = #"{"model": "gpt-image-1", "size": "64x64", "n": 3, "prompt": "cat"}"#
        let request = ModelRequest(intent)
        #expect(request.model == "gpt-image-1")
        #expect(request.size == "64x64")
        #expect(request.count == 3)
        #expect(request.promptLength == 3)
    }

    @Test func `width and height are a size`() {
        let intent = Sample.intent(options: [
            Intent.Option("width", .integer(640)), Intent.Option("height", .integer(480)),
        ])
        #expect(ModelRequest(intent).size == "640x480")
    }

    @Test(arguments: [
        ("2026-11-21", "2026-11-21T00:00:00.000Z"), ("2026-11-21", "2026-11-21T23:59:59.999Z"),
        ("1969-12-31", "1969-12-31T23:00:00.000Z"),
    ])
    func `a moment has a day`(day: String, moment: String) throws {
        let timestamp = try #require(Timestamp(rfc3339: moment))
        #expect(CalendarDate(timestamp).description == day)
    }

    @Test(arguments: ["2026-02-30", "2026-2-3", "20261121", "", "2026-11-21T"])
    func `what is no day is none`(text: String) {
        #expect(CalendarDate(text) == nil)
    }
}
