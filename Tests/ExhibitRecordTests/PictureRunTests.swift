import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

/// Runs that worked with pictures on this machine.
@Suite struct PictureRunTests {
    private static func hex(_ character: String) -> JSONValue { .string(String(repeating: character, count: 64)) }

    private static let original = hex("a")
    private static let output = hex("d")
    private static let mask = hex("8")

    private static func derived(_ role: String, _ op: String, _ sha256: JSONValue, _ more: JSONObject) -> JSONObject {
        var body: JSONObject = [
            "role": .string(role), "op": .string(op), "params": [:], "sha256": sha256, "bytes": 9,
            "media_type": "image/png", "width": 64, "height": 32, "pixels_sha256": hex("0"),
        ]
        for key in more.keys { body[key] = more[key] }
        return body
    }

    private static let heatMap = derived(
        "heatmap",
        "drift.heatmap@1",
        hex("e"),
        [
            "n": 1, "from": .array([original, output, mask]),
            "measures": [
                "outside_changed_px": 12, "outside_changed_ppm": 1_234, "outside_mean_abs_milli": 3,
                "inside_changed_ppm": 987_654, "geometry": "exact",
            ],
        ]
    )

    private static let composited = derived(
        "composited",
        "composite.preserve@1",
        hex("f"),
        ["n": 1, "from": .array([original, output, mask])]
    )

    private static let fitted = derived(
        "fitted",
        "picture.fit@1",
        hex("9"),
        ["n": 1, "from": [hex("f")], "path_commit": hex("7")]
    )

    /// Announced with a mask, answered, and then what `after` says.
    private func run(_ after: [JSONObject]) -> SampleRun {
        var run = SampleRun()
        var intent = SampleRun.intent
        intent["pictures"] = [
            "mask": ["convention": "transparent", "form": "alpha", "canonical_sha256": Self.mask],
            "original_sha256": Self.original, "mask_sha256": Self.mask, "preserves_outside": true,
        ]
        run.add(.requestIntent, intent)
        run.add(.artifactStored, ["role": "source", "n": 1, "of": 1, "sha256": Self.hex("5"), "bytes": 7])
        run.add(
            .artifactDerived,
            Self.derived("mask", "mask.make@1", Self.mask, ["from": [Self.original], "measures": ["edited_px": 77]])
        )
        run.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        run.add(.responseReceived, attempt: 1, SampleRun.response)
        run.add(.artifactStored, attempt: 1, SampleRun.output)
        for body in after { run.add(.artifactDerived, body) }
        return run
    }

    private func facts(_ after: [JSONObject]) throws -> JSONValue? {
        FactDocument.of(try run(after).replay(), .init(sha256Uses: 1, signed: true))["mask"]
    }

    @Test func `what the heat map measured are facts, observed`() throws {
        let replay = try run([Self.heatMap, Self.composited]).replay()
        let facts = FactDocument.of(replay, .init(sha256Uses: 1, signed: true))
        #expect(
            facts["mask"] == [
                "outside_changed_px": 12, "outside_changed_ppm": 1_234, "outside_mean_abs_milli": 3,
                "inside_changed_ppm": 987_654, "geometry": "exact", "preserved": true,
            ]
        )
        #expect(facts["levels"]?["mask"] == "observed")
        #expect(FactLevel.of("/mask/outside_changed_ppm") == "observed")
    }

    @Test func `a measure that has no value is absent`() throws {
        var whole = Self.heatMap
        whole["measures"] = ["geometry": "resized", "inside_changed_ppm": 5]
        #expect(try facts([whole]) == ["geometry": "resized", "inside_changed_ppm": 5, "preserved": false])
    }

    @Test func `without a heat map nothing is known`() throws {
        #expect(try facts([]) == nil)
        #expect(try facts([Self.composited]) == nil)
    }

    @Test(
        arguments: [
            [hex("d"), hex("d"), hex("8")], [hex("a"), hex("a"), hex("8")], [hex("a"), hex("d"), hex("a")],
            [hex("a"), hex("d")],
        ]
    )
    func `a heat map of other files than the intent's says nothing`(from: [JSONValue]) throws {
        var other = Self.heatMap
        other["from"] = .array(from)
        #expect(try facts([other]) == nil)
        var composite = Self.composited
        composite["from"] = .array(from)
        #expect(try facts([Self.heatMap, composite])?["preserved"] == false)
    }

    @Test func `what the user gets is the last step, and the answer's own file stays an output`() throws {
        let replay = try run([Self.heatMap, Self.composited, Self.fitted]).replay()
        #expect(replay.finished(1)?.body["role"] == "fitted")
        #expect(replay.finished(2) == nil)
        #expect(replay.outputs.count == 1)
        #expect(try run([Self.heatMap]).replay().finished(1) == nil)
        let source = RecordSource(
            privateValue: { ["5": "/out/cat-original.png", "7": "/out/cat.png"][String($0.prefix(1))] },
            blob: { _ in nil },
            root: { _ in nil },
            leaf: { _ in nil },
            response: { _ in nil },
            sha256: { _ in Digest([UInt8](repeating: 0, count: 32)) }
        )
        let record = ResultRecord(replay, source)
        #expect(record.firstPath == "/out/cat.png")
        #expect(record.object["output"] == "/out/cat.png")
        #expect(record.object["outputs"]?.array?.map { $0["path"] } == ["/out/cat-original.png"])
        #expect(record.object["derived"]?.array?.map { $0["role"] } == ["mask", "heatmap", "composited", "fitted"])
        #expect(record.object["derived"]?[3]?["from"] == [Self.hex("f")])
        #expect(record.object["sources"]?.array?.count == 1)
        #expect(
            record.object["mask"]?.object?.keys == [
                "convention", "form", "canonical_sha256", "sent_sha256", "edited_pixels", "outside_changed_px",
                "outside_changed_ppm", "outside_mean_abs_milli", "inside_changed_ppm", "geometry",
            ]
        )
        #expect(record.object["mask"]?["edited_pixels"] == 77)
        #expect(record.object["mask"]?["sent_sha256"] == .null)
        let lines = ClosingLines.of(replay, record)
        #expect(lines.suffix(2) == ["/out/cat-original.png", "/out/cat.png"])
        #expect(
            lines.contains(
                "mask      outside 12 px changed (0.1 %) · inside 98.7 % · same size · the original was put back outside"
            )
        )
    }

    @Test func `an answer that is taken again forgets what was made of it, not what was made before it was sent`()
        throws
    {
        var run = run([Self.heatMap, Self.composited])
        run.state(.recorded, .failed)
        run.state(.failed, .receiving, event: "resumed")
        let replay = try run.replay()
        #expect(replay.outputs.isEmpty)
        #expect(replay.derived.map { $0.body["role"] } == ["mask"])
        #expect(replay.drift == nil && replay.finished(1) == nil)
    }
}
