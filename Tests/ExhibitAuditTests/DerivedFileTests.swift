import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitRecord
import Testing

@testable import ExhibitAudit

/// Files that were made on this machine are made again, and must come out alike.
@Suite struct DerivedFileTests {
    private static let original = PictureWriter.png(picture(Colour(250, 240, 10)))
    private static let output = PictureWriter.png(picture(Colour(20, 30, 250)))

    private static func picture(_ colour: Colour) -> PixelBuffer {
        var picture = PixelBuffer(width: 32, height: 24, .white)
        picture.fillDisc(x: 16, y: 12, radius: 8, colour)
        return picture
    }

    /// An edit with a mask: the original, the mask, the heat map and what was put together from all.
    private static func files() throws -> [SampleFile] {
        let size = PixelSize(width: 32, height: 24)
        let recipe = MaskRecipe(size: size, regions: [try Region(spec: "rect:4:4:12:12", in: size)], expand: 1)
        let mask = try SampleFile.derived("mask", .maskMake(recipe), from: [original])
        let from = [original, output, mask.bytes]
        return [
            .source(original), mask, try .derived("heatmap", .driftHeatMap, from: from),
            try .derived("composited", .compositePreserve, from: from),
        ]
    }

    private static func run(_ change: (inout [SampleFile]) throws -> Void = { _ in }) throws -> SampleRun {
        var files = try files()
        try change(&files)
        return SampleRun(picture: output, files: files)
    }

    private static func audit(_ run: SampleRun..., depth: ReadingDepth = .standard) async throws -> AuditReport {
        let ledger = try SampleLedger()
        for run in run { try await ledger.record(run) }
        return try await LedgerAudit(depth: depth).verify(ledger.home, ledger.environment)
    }

    @Test func `what was made is made again alike`() async throws {
        let report = try await Self.audit(Self.run())
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derived] == 3)
        #expect(report.counts[.derivedAgain] == 3)
        #expect(report.lines.first?.contains("3 derived files made again alike") == true)
        #expect(!report.notChecked.contains { $0.contains("derived") })
    }

    struct Lie: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let words: String
        let tell: @Sendable (inout [SampleFile]) throws -> Void
    }

    private static let lies = [
        Lie(testDescription: "another picture, well recorded", words: "the picture that is kept does not have") {
            files in
            let other = PictureWriter.png(picture(Colour(1, 2, 3)))
            files[3].bytes = other
            files[3].body["sha256"] = .string(SHA256.hash(other).hex)
            files[3].body["bytes"] = .int(other.count)
        },
        Lie(testDescription: "another picture, recorded with its own pixels", words: "made again does not have") {
            files in
            let other = PictureWriter.png(picture(Colour(1, 2, 3)))
            files[3].bytes = other
            files[3].body["sha256"] = .string(SHA256.hash(other).hex)
            files[3].body["bytes"] = .int(other.count)
            files[3].body["pixels_sha256"] = .string(SHA256.hash(picture(Colour(1, 2, 3)).bytes).hex)
        },
        Lie(testDescription: "no picture at all", words: "it is no PNG, JPEG or WebP file") { files in
            files[3].bytes = [1, 2, 3]
            files[3].body["sha256"] = .string(SHA256.hash([1, 2, 3]).hex)
            files[3].body["bytes"] = 3
        },
        Lie(testDescription: "another parameter", words: "made again does not have the pixels") { files in
            files[1].body["params"] = parameters(files[1], "expand", 2)
        },
        Lie(testDescription: "a parameter of another kind", words: "expand is no integer") { files in
            files[1].body["params"] = parameters(files[1], "expand", "1")
        },
        Lie(testDescription: "a parameter that there is not", words: "it has no parameter strength") { files in
            files[1].body["params"] = parameters(files[1], "strength", 1)
        },
        Lie(testDescription: "a smaller drift", words: "outside_changed_px is") { files in
            var measures = files[2].body["measures"]?.object ?? [:]
            measures["outside_changed_px"] = 0
            files[2].body["measures"] = .object(measures)
        },
        Lie(testDescription: "no drift", words: "recorded is nothing") { files in
            files[2].body["measures"] = nil
        },
        Lie(testDescription: "another size", words: "is 32x24, recorded are 33x24") { files in
            files[2].body["width"] = 33
        },
        Lie(testDescription: "another source", words: "made again does not have the pixels") { files in
            files[3].body["from"] = .array([files[0], files[0], files[1]].map { .string($0.sha256.hex) })
        },
        Lie(testDescription: "one source too few", words: "it is not made from 2 pictures") { files in
            files[3].body["from"] = .array([files[0], files[1]].map { .string($0.sha256.hex) })
        },
        Lie(testDescription: "a source of nobody's", words: "which its run did not record before it") { files in
            let hex = SHA256.hash([9]).hex
            files[3].body["from"] = .array(
                [files[0], files[2], files[1]].map { .string($0.sha256.hex) } + [.string(hex)]
            )
        },
        Lie(testDescription: "no sources", words: "does not say how its file was made") { files in
            files[3].body["from"] = nil
        },
    ]

    private static func parameters(_ file: SampleFile, _ key: String, _ value: JSONValue) -> JSONValue {
        var parameters = file.body["params"]?.object ?? [:]
        parameters[key] = value
        return .object(parameters)
    }

    @Test(arguments: lies) func `a false word about a derived file is found and placed`(_ lie: Lie) async throws {
        let ledger = try SampleLedger()
        let id = try await ledger.record(Self.run(lie.tell))[0]
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(
            report.findings.contains { $0.check == .derived && $0.message.contains(lie.words) && $0.run == id },
            "\(report.lines.joined(separator: "\n"))"
        )
        #expect(report.findings.allSatisfy { $0.check == .derived })
        #expect(report.counts[.derivedAgain] == 2)
    }

    @Test func `a derived file that was changed in the store is found as such`() async throws {
        let ledger = try SampleLedger()
        var run = try Self.run()
        // Larger than what stands in the database.
        let noise = PixelBuffer(
            width: 64,
            height: 64,
            bytes: (0..<64 * 64 * 4).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        )
        let large = PictureWriter.png(try #require(noise))
        run.files += [
            .source(large),
            try .derived(
                "fitted",
                .pictureFit(Fit(size: PixelSize(width: 63, height: 63), mode: .exact)),
                from: [large]
            ),
        ]
        try await ledger.record(run)
        let sum = try #require(run.files.last?.sha256)
        try TemporaryTree.flip(ledger.stored(sum), at: 4000)
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.map(\.check) == [.blob])
        #expect(report.counts[.derivedAgain] == 3)
        #expect(report.counts[.derivedSourceless] == 1)
    }

    @Test(arguments: ["mask.make@2", "mask.dream@1"]) func `what this version cannot make is not checked`(
        name: String
    ) async throws {
        let report = try await Self.audit(Self.run { $0[1].body["op"] = .string(name) })
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derivedUnknown] == 1 && report.counts[.derivedAgain] == 2)
        #expect(report.notChecked.contains("how 1 derived file was made: this version does not have \(name)"))
    }

    @Test func `a quick look makes nothing again, and says so`() async throws {
        var run = try Self.run()
        let noise = PixelBuffer(
            width: 64,
            height: 64,
            bytes: (0..<64 * 64 * 4).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        )
        let large = PictureWriter.png(try #require(noise))
        run.files += [.source(large), try .derived("thumbnail", .pictureThumbnail(longestEdge: 9), from: [large])]
        let report = try await Self.audit(run, depth: .quick)
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derivedUnread] == 1)
        #expect(report.notChecked.contains("how 1 derived file was made: --quick leaves them out"))
    }

    @Test func `parameters and sources that are too long for an entry stand in blobs`() async throws {
        let report = try await Self.audit(
            Self.run { files in
                let document = try CanonicalJSON.bytes(files[1].body["params"] ?? [:])
                files[1].body["params"] = nil
                files[1].body["params_blob"] = .string(SHA256.hash(document).hex)
                files.insert(
                    SampleFile(type: .warning, body: ["code": "a.b", "message": "c"], bytes: document),
                    at: 0
                )
            }
        )
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derivedAgain] == 3)
    }

    // MARK: Sounds

    private static func wav(_ sample: UInt8) -> [UInt8] {
        Array("RIFF".utf8) + [44, 0, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0]
            + [0x80, 0x3E, 0, 0, 2, 0, 16, 0] + Array("data".utf8) + [8, 0, 0, 0] + Array(repeating: sample, count: 8)
    }

    private static func join(_ parts: [[UInt8]]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try WAVJoin(parts.map { ByteSource(bytes: $0) }).write { bytes += $0 }
        return bytes
    }

    /// Two runs that spoke, the second of which joined them.
    private static func spoken(_ bytes: [UInt8]? = nil) throws -> (SampleRun, SampleRun) {
        let parts = [wav(1), wav(2)]
        let joined = SampleFile.joined(try bytes ?? join(parts), from: parts)
        return (SampleRun(picture: parts[0]), SampleRun(task: "dog", picture: parts[1], files: [joined]))
    }

    @Test func `a joined sound is joined again`() async throws {
        let (first, second) = try Self.spoken()
        let report = try await Self.audit(first, second)
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derivedAgain] == 1)
    }

    @Test func `a joined sound of other parts is found`() async throws {
        let (first, second) = try Self.spoken(try Self.join([Self.wav(2), Self.wav(1)]))
        let report = try await Self.audit(first, second)
        #expect(
            report.findings.map(\.message) == [
                "\(Self.place(report)), wav.join@1: its parts, joined again, give other bytes"
            ]
        )
    }

    private static func place(_ report: AuditReport) -> String { "entry \(report.findings.first?.entry ?? -1)" }

    // MARK: Bundles

    private static func bundle(_ ledger: SampleLedger, _ runs: [String] = []) async throws -> AuditReport {
        var request = ExportRequest()
        request.runs = runs
        let result = try await Export(ledger.home, secrets: [], ledger.environment).perform(request)
        TemporaryTree.remove(ledger.home.path)
        return try BundleAudit().verify(result.folder)
    }

    @Test(arguments: [false, true]) func `a bundle has sources and derived files, and makes them again`(
        isPartial: Bool
    ) async throws {
        let ledger = try SampleLedger()
        let ids = try await ledger.record(Self.run(), SampleRun(task: "dog"))
        let report = try await Self.bundle(ledger, isPartial ? [ids[0]] : [])
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derivedAgain] == 3)
    }

    @Test func `a bundle of one run does not have the sounds of the other`() async throws {
        let ledger = try SampleLedger()
        let (first, second) = try Self.spoken()
        let ids = try await ledger.record(first, second)
        let report = try await Self.bundle(ledger, [ids[1]])
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.derivedSourceless] == 1)
        #expect(report.notChecked.contains("how 1 derived file was made: what they were made from is not here"))
    }
}
