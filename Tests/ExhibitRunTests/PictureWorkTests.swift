import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPicture
import ExhibitRecord
import Testing

@testable import ExhibitRun

/// What a run does with pictures before it sends and after its answer.
@Suite struct PictureWorkTests {
    private static func everything(_ original: KnownPicture, _ mask: DerivedFile) throws -> ReplyWork {
        ReplyWork(
            measures: .init(original: original.sha256, mask: mask.sha256),
            preservesOutside: true,
            fit: try Fit(size: PixelSize(width: 16, height: 16), mode: .cover)
        )
    }

    private static func measuring(_ original: KnownPicture, _ mask: DerivedFile) -> ReplyWork {
        ReplyWork(measures: .init(original: original.sha256, mask: mask.sha256))
    }

    private static let answer = PictureWriter.png(PictureWorkshop.answer())

    private static func pixels(_ path: String) throws -> PixelBuffer {
        try PictureReader.read(try RegularFile.read(path)).pixels
    }

    @Test func `what was made before sending is announced, kept and delivered`() async throws {
        let shop = try await PictureWorkshop()
        let path = shop.folder.path + "/masks/cat-mask.png"
        var plan = try shop.plan(Self.measuring, maskPath: path)
        let source = PictureWriter.png(PixelBuffer(width: 5, height: 5, .white))
        plan.pictures?.sources = [
            Intent.Input(
                role: .image,
                path: "under.png",
                name: "under.png",
                sha256: SHA256.hash(source),
                bytes: source.count,
                mediaType: "image/png",
                width: 5,
                height: 5,
                content: source
            )
        ]
        let course = try await shop.announce(plan)
        let replay = try await shop.replay(plan)
        let kinds = replay.entries.map { "\($0.type.rawValue) \($0.body["role"]?.string ?? "")" }
        #expect(
            kinds == [
                "request.intent ", "artifact.stored input", "artifact.stored mask", "artifact.stored source",
                "artifact.derived mask", "artifact.derived mask", "attempt.started ",
            ]
        )
        #expect(replay.derived.map { $0.body["op"] } == ["mask.make@1", "mask.transparent@1"])
        #expect(replay.derived[1].body["from"] == [replay.derived[0].body["sha256"] ?? .null])
        #expect(replay.derived[0].body["measures"] == ["edited_px": 112])
        #expect(replay.canonicalMask?.seq == replay.derived[0].seq)
        // What is sent is what was derived.
        #expect(replay.entries[2].body["sha256"] == replay.derived[1].body["sha256"])
        for entry in replay.derived + replay.sources {
            let digest = try #require(entry.body["sha256"]?.string.flatMap { Digest(hex: $0) })
            #expect(shop.recorder.store.has(digest))
            #expect(SHA256.hash(try RegularFile.read(shop.recorder.store.path(digest))) == digest)
        }
        let commit = try #require(replay.derived[0].body["path_commit"]?.string)
        #expect(await shop.recorder.privateValue(commit) == path)
        #expect(try Self.pixels(path) == PictureWorkshop.recipe.make().pixels)
        #expect(replay.derived[1].body["path_commit"] == nil)
        shop.recorder.store.removeTemporary(course.attemptName(1))
    }

    @Test func `a mask that cannot be delivered is told before anything is sent`() async throws {
        let shop = try await PictureWorkshop()
        let path = shop.folder.path + "/mask.png"
        try RegularFile.write([1], toNew: path, mode: 0o644, durable: false)
        let plan = try shop.plan(Self.measuring, maskPath: path)
        await #expect {
            _ = try await shop.announce(plan)
        } throws: { error in
            (error as? Report)?.code == .outputUnwritable
                && (error as? Report)?.message.contains("nothing was sent") == true
        }
        #expect(try await shop.recorder.replay(plan.run.description) == nil)
        #expect(try RegularFile.read(path) == [1])
    }

    @Test func `an answer is measured before it is judged, and delivered as it came`() async throws {
        let shop = try await PictureWorkshop()
        let plan = try shop.plan(Self.measuring)
        var course = try await shop.announce(plan)
        try await shop.answer([Self.answer], course)
        try await shop.take(&course)
        let replay = try await shop.replay(plan)
        #expect(replay.state == .succeeded)
        let drift = DriftMeasure.measure(
            original: PictureWorkshop.original,
            result: PictureWorkshop.answer(),
            mask: try PictureWorkshop.recipe.make()
        )
        #expect(drift.outsideChangedPixels == 3)
        let facts = FactDocument.of(replay, .init(sha256Uses: 1, signed: true))["mask"]
        #expect(facts?["outside_changed_px"] == 3)
        #expect(facts?["inside_changed_ppm"]?.int == drift.insideChangedPPM)
        #expect(facts?["geometry"] == "exact" && facts?["preserved"] == false)
        #expect(replay.drift?.body["n"] == 1 && replay.drift?.body["path_commit"] == nil)
        // 3 of 656 pixels outside are within the policy's bound of 1 %.
        #expect(replay.verdicts.map { $0.body["verdict"] } == ["accepted"])
        let drifted = try #require(replay.drift)
        #expect(replay.verdicts.allSatisfy { $0.seq > drifted.seq })
        #expect(try RegularFile.read(shop.folder.path + "/out/cat.png") == Self.answer)
        #expect(RegularFile.names(in: shop.folder.path + "/out").sorted() == ["_runs", "cat.png"])
    }

    @Test(arguments: [nil, "cat.png", "made/cat.jpeg"])
    func `the finished picture is what the user gets, the answer's bytes stand beside it`(
        name: String?
    ) async throws {
        let shop = try await PictureWorkshop()
        let exact = name.map { shop.folder.path + "/" + $0 }
        try exact.map { try RegularFile.makeFolder(RegularFile.folder(of: $0)) }
        let plan = try shop.plan(Self.everything, exactPath: exact)
        var course = try await shop.announce(plan)
        try await shop.answer([Self.answer], course)
        try await shop.take(&course)
        let replay = try await shop.replay(plan)
        #expect(replay.state == .succeeded)
        #expect(
            replay.derived.map { $0.body["op"] } == [
                "mask.make@1", "mask.transparent@1", "drift.heatmap@1", "composite.preserve@1", "picture.fit@1",
            ]
        )
        let main = exact ?? shop.folder.path + "/out/cat.png"
        let beside =
            exact.map { String($0.prefix { $0 != "." }) + "-original.png" } ?? shop.folder.path
            + "/out/cat-original.png"
        #expect(try RegularFile.read(beside) == Self.answer)
        let composite = Composite.preservingOutside(
            original: PictureWorkshop.original,
            result: PictureWorkshop.answer(),
            mask: try PictureWorkshop.recipe.make()
        )
        let fit = try Fit(size: PixelSize(width: 16, height: 16), mode: .cover)
        #expect(try Self.pixels(main) == fit.apply(composite))
        let result = try #require(try await shop.run.result(plan.run))
        #expect(result.firstPath == main)
        #expect(result.object["outputs"]?[0]?["path"] == .string(beside))
        #expect(result.closingLines.last == main)
        #expect(FactDocument.of(replay, .init(sha256Uses: 1, signed: true))["mask"]?["preserved"] == true)
        let notes = result.object["notes"]?.array?.compactMap { $0["code"]?.string } ?? []
        #expect(notes.contains("media_type.differs_from_name") == (name?.hasSuffix("jpeg") == true))
    }

    @Test func `every picture of an answer is finished, the first is measured`() async throws {
        let shop = try await PictureWorkshop()
        let plan = try shop.plan(Self.everything)
        var course = try await shop.announce(plan)
        try await shop.answer([Self.answer, PictureWriter.png(PictureWorkshop.original)], course)
        try await shop.take(&course)
        let replay = try await shop.replay(plan)
        #expect(replay.state == .succeeded)
        #expect(
            replay.derived.dropFirst(2).map { "\($0.body["role"]?.string ?? "") \($0.body["n"]?.int ?? 0)" } == [
                "heatmap 1", "composited 1", "fitted 1", "composited 2", "fitted 2",
            ]
        )
        #expect(
            RegularFile.names(in: shop.folder.path + "/out").sorted() == [
                "_runs", "cat-1-original.png", "cat-1.png", "cat-2-original.png", "cat-2.png",
            ]
        )
    }

    @Test func `what cannot be measured is a note, and the policy does not pass it`() async throws {
        let shop = try await PictureWorkshop()
        // The mask's file is no mask.
        let plan = try shop.plan { original, _ in
            ReplyWork(measures: .init(original: original.sha256, mask: SHA256.hash([1])))
        }
        var course = try await shop.announce(plan)
        try await shop.answer([Self.answer], course)
        try await shop.take(&course)
        let replay = try await shop.replay(plan)
        #expect(replay.state == .succeeded)
        #expect(replay.drift == nil)
        #expect(replay.verdicts.map { $0.body["verdict"] } == ["rejected"])
        let notes = replay.ending?.body["notes"]?.array?.compactMap { $0["code"]?.string }
        #expect(notes == ["mask.not_measured"])
        #expect(try RegularFile.read(shop.folder.path + "/out/cat.png") == Self.answer)
    }

    @Test func `what cannot be finished loses nothing, and is finished when the run is resumed`() async throws {
        let shop = try await PictureWorkshop()
        let plan = try shop.plan(Self.everything)
        var course = try await shop.announce(plan)
        try await shop.answer([Self.answer], course)
        let digest = try #require(plan.pictures?.derived.first?.sha256)
        let mask = shop.recorder.store.path(digest)
        try RegularFile.rename(mask, to: mask + ".away")
        try await shop.take(&course)
        var replay = try await shop.replay(plan)
        #expect(replay.state == .failed)
        #expect(replay.fault?["code"] == "media.unfinished" && replay.fault?["billed"] == "yes")
        #expect(replay.outputs.count == 1 && replay.finished(1) == nil)
        #expect(try RegularFile.read(shop.folder.path + "/out/cat-original.png") == Self.answer)
        #expect(!RegularFile.exists(shop.folder.path + "/out/cat.png"))
        let result = try #require(try await shop.run.result(plan.run))
        #expect(result.outcome.report?.next == ["exhibit runs resume \(plan.run.description.suffix(8))"])
        try RegularFile.rename(mask + ".away", to: mask)
        let again = try await shop.resumed(plan)
        #expect(again.pictures?.derived.isEmpty == true)
        #expect(again.pictures?.afterReply == plan.pictures?.afterReply)
        #expect(again.pictures?.mask == plan.pictures?.mask)
        try await shop.run.resume(again, retryUnknown: false)
        replay = try await shop.replay(plan)
        #expect(replay.state == .succeeded)
        #expect(replay.attempts.count == 1)
        #expect(replay.finished(1)?.body["role"] == "fitted")
        #expect(try Self.pixels(shop.folder.path + "/out/cat.png").size == PixelSize(width: 16, height: 16))
        #expect(FactDocument.of(replay, .init(sha256Uses: 1, signed: true))["mask"]?["outside_changed_px"] == 3)
    }

    @Test func `a picture that the operator brings is worked on like an answer`() async throws {
        let shop = try await PictureWorkshop()
        let plan = try shop.plan(Self.everything)
        let course = try await shop.announce(plan)
        try await shop.recorder.append(
            Append([
                course.draft(
                    .runState,
                    ["from": "submitting", "to": "unknown_outcome", "event": "unknown_outcome"]
                )
            ])
        )
        let brought = shop.folder.path + "/brought.png"
        try RegularFile.write(Self.answer, toNew: brought, mode: 0o644, durable: false)
        let again = try await shop.resumed(plan)
        try await shop.run.reconcile(again, .recovered(file: brought, reason: "they sent it by mail"))
        let replay = try await shop.replay(plan)
        #expect(replay.state == .succeeded)
        #expect(replay.finished(1)?.body["role"] == "fitted" && replay.drift != nil)
        #expect(try Self.pixels(shop.folder.path + "/out/cat.png").size == PixelSize(width: 16, height: 16))
    }

    @Test func `what a policy refuses before sending is in the store all the same`() async throws {
        let shop = try await PictureWorkshop()
        let plan = try shop.plan(Self.measuring)
        var course = try await shop.run.prepare(plan)
        let announcement = try await shop.run.announcement(course)
        try await shop.run.refuse([.init(policy: "p", message: "no")], announcement.append, &course)
        let replay = try await shop.replay(plan)
        #expect(replay.state == .failed && replay.attempts.isEmpty)
        for entry in replay.entries where entry.body["sha256"] != nil {
            let digest = try #require(entry.body["sha256"]?.string.flatMap { Digest(hex: $0) })
            #expect(shop.recorder.store.has(digest), "\(entry.type.rawValue)")
        }
    }

    @Test func `work that a later version wrote is not left out in silence`() {
        for recorded: JSONObject in [
            ["fit": ["width": 1, "height": 1, "mode": "squash", "background": "#000000"]],
            ["mask": ["convention": "smell", "canonical_sha256": "x"]], ["preserves_outside": true],
        ] {
            #expect {
                _ = try PictureWork(recorded: recorded)
            } throws: { ($0 as? Report)?.code == .runNotResumable }
        }
    }

    @Test func `the mark of the sandbox goes on into what is made from its pictures`() throws {
        let marked = PictureWriter.png(
            PictureWorkshop.original,
            text: [(keyword: "exhibit-simulated", value: "drawn")]
        )
        let fit = try Fit(size: PixelSize(width: 8, height: 8), mode: .exact)
        let file = try DerivedFile(.fitted, .pictureFit(fit), from: [KnownPicture(marked)])
        #expect(KnownPicture(file.bytes).isSimulated)
        #expect(!KnownPicture(PictureWriter.png(PictureWorkshop.original)).isSimulated)
        #expect(file.pixelsSHA256 == SHA256.hash(fit.apply(PictureWorkshop.original).bytes))
    }
}
