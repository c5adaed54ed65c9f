import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPicture
import ExhibitPolicy
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitTransport
import Glibc
import Synchronization

@testable import ExhibitRun

/// A home and a run of an edit with a mask in it, whose answer comes from the test instead of the network.
struct PictureWorkshop: Sendable {
    let folder: Folder
    let environment: Environment
    let recorder: Recorder
    let run: Run

    /// Goes with the value.
    final class Folder: Sendable {
        let path: String

        init() throws {
            path = "/tmp/exhibit-run-\(Hex.encode(SystemRandom.bytes(8)))"
            try RegularFile.makeFolder(path, mode: 0o700)
        }

        deinit { Self.remove(path) }

        private static func remove(_ path: String) {
            if RegularFile.facts(path)?.isFolder == true {
                unsafe chmod(path, 0o700)
                for name in RegularFile.names(in: path) { remove("\(path)/\(name)") }
                unsafe rmdir(path)
            } else {
                unsafe unlink(path)
            }
        }
    }

    init() async throws {
        let folder = try Folder()
        let clock = Mutex<Int64>(1_795_000_000_000)
        self.folder = folder
        environment = Environment(
            variables: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state", "TMPDIR": folder.path],
            currentFolder: folder.path,
            now: {
                Timestamp(
                    milliseconds: clock.withLock { value in
                        value += 1000
                        return value
                    }
                )
            },
            random: SystemRandom.bytes
        )
        recorder = try await Recorder(home: Home(path: folder.path + "/home", source: .flag), environment)
        run = Run(
            recorder: recorder,
            client: HTTPClient(),
            redactor: Redactor(secrets: [], key: [UInt8](repeating: 7, count: 32), home: nil),
            environment: environment,
            stopCode: { nil }
        )
    }

    // MARK: Pictures

    static let original: PixelBuffer = {
        var picture = PixelBuffer(width: 32, height: 24, .white)
        picture.fillDisc(x: 16, y: 12, radius: 9, Colour(10, 200, 30))
        return picture
    }()

    /// Painted over a part of the mask, and over a little outside of it.
    static func answer(size: PixelSize = PixelSize(width: 32, height: 24)) -> PixelBuffer {
        var picture = PixelBuffer(width: size.width, height: size.height, .white)
        picture.fillDisc(x: 16, y: 12, radius: 9, Colour(10, 200, 30))
        picture.fill(x: 10, y: 10, width: 10, height: 4, Colour(90, 0, 200))
        picture.fill(x: 0, y: 0, width: 3, height: 1, Colour(1, 1, 1))
        return picture
    }

    static let recipe: MaskRecipe = {
        let size = PixelSize(width: 32, height: 24)
        do {
            return MaskRecipe(size: size, regions: [try Region(spec: "rect:8:8:14:8", in: size)])
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    func plan(
        _ afterReply: (KnownPicture, DerivedFile) throws -> ReplyWork,
        exactPath: String? = nil,
        maskPath: String? = nil
    ) throws -> RunPlan {
        let bytes = PictureWriter.png(Self.original)
        let path = folder.path + "/in.png"
        try RegularFile.replace(path, with: bytes, mode: 0o644, durable: false)
        let original = KnownPicture(bytes)
        let mask = try DerivedFile(.mask, .maskMake(Self.recipe), from: [original], path: maskPath)
        let sent = try DerivedFile(.mask, .maskTransparent, from: [mask.picture])
        let image = Intent.Input(
            role: .image,
            path: path,
            name: "in.png",
            sha256: original.sha256,
            bytes: bytes.count,
            mediaType: "image/png",
            width: 32,
            height: 24
        )
        return RunPlan(
            run: environment.makeID(),
            intent: intent([image, sent.input(.mask, name: "mask.png")]),
            provider: ProviderConnection(id: "happy", dialect: "openai", baseURL: "https://gw.example"),
            policies: [try Self.policy],
            delivery: Delivery(
                folder: folder.path + "/out",
                stem: "cat",
                exactPath: exactPath,
                overwrites: false,
                copies: true,
                runFolder: folder.path + "/out/_runs/cat"
            ),
            pictures: PictureWork(
                derived: [mask, sent],
                mask: MaskUse(convention: .transparent, form: nil, canonical: mask.sha256, sent: sent.sha256),
                afterReply: try afterReply(original, mask)
            ),
            retry: RetryPlan(maxAttempts: 1),
            timeoutMilliseconds: 5000,
            sendsAnyway: true,
            config: [:]
        )
    }

    private func intent(_ inputs: [Intent.Input]) -> Intent {
        Intent(
            provider: "happy",
            providerSource: "--provider",
            dialect: "openai",
            model: "gpt-image-2",
            modelSource: "--model",
            mode: .edit,
            route: "edits",
            prompt: "A violet bar over the disc",
            sentPrompt: "A violet bar over the disc",
            promptGuard: .notNeeded,
            inputs: inputs,
            taskName: "cat"
        )
    }

    static var policy: AdoptedPolicy {
        get throws {
            guard let bytes = ShippedPolicies.bytes("inside-the-mask") else { preconditionFailure("it is shipped") }
            return AdoptedPolicy(try Policy(parsing: bytes))
        }
    }

    // MARK: Steps

    /// Announces the run as if its request had left.
    func announce(_ plan: RunPlan) async throws -> Course {
        try plan.delivery.check(count: 1)
        let course = try await run.prepare(plan)
        var append = try await run.announcement(course).append
        let folder = try await recorder.makeTemporary(course.attemptName(1))
        append.blobs += try run.stage(plan, into: folder)
        append.drafts.append(
            course.draft(
                .attemptStarted,
                attempt: 1,
                [
                    "n": 1, "step": 1, "method": "POST", "origin": "https://gw.example", "path": "/v1/images/edits",
                    "bytes": 0,
                ]
            )
        )
        try await recorder.append(append)
        return course
    }

    /// Records an answer that holds these files.
    func answer(_ files: [[UInt8]], _ course: Course) async throws {
        let folder = recorder.store.temporaryFolder(course.attemptName(1))
        var segments: [Segment] = []
        var blobs: [StagedBlob] = []
        func add(_ text: String) {
            blobs.append(StagedBlob(Array(text.utf8)))
            segments.append(.text(blobs[blobs.count - 1].sha256))
        }
        add(#"{"data":["#)
        for (index, file) in files.enumerated() {
            let path = "\(folder)/answer-\(index)"
            try RegularFile.write(file, toNew: path, mode: 0o600, durable: false)
            let blob = StagedBlob(
                sha256: SHA256.hash(file),
                bytes: file.count,
                media: "image/png",
                content: .file(path: path)
            )
            add((index > 0 ? "," : "") + #"{"b64_json":""#)
            segments.append(.base64(blob.sha256, Base64Shape()))
            blobs.append(blob)
            add(#""}"#)
        }
        add("]}")
        let document = BodyDocument(segments)
        blobs.append(StagedBlob(document.canonical))
        let body: JSONObject = [
            "n": 1, "step": 1, "kind": "result", "status": 200, "headers": ["content-type": "application/json"],
            "transport": ["scheme": "https", "host": "gw.example"], "raw_bytes": 1, "complete": true,
            "body_blob": .string(document.sha256.hex),
        ]
        try await recorder.append(Append([course.draft(.responseReceived, attempt: 1, body)], blobs: blobs))
    }

    /// Takes the recorded answer, as a run does that has just heard it.
    func take(_ course: inout Course) async throws {
        guard let replay = try await recorder.replay(course.run),
            let answer = try await StoredAnswer.read(replay, course, recorder)
        else { throw Report(.internalError, "the answer is not in the record") }
        try await run.take(answer, &course, ProviderWords(redactor: run.redactor, prompts: course.prompts))
    }

    /// The plan as another process reads it from the record.
    func resumed(_ plan: RunPlan) async throws -> RunPlan {
        guard let replay = try await recorder.replay(plan.run.description) else {
            throw Report(.runNotFound, "there is no run")
        }
        var values: [String: String] = [:]
        for key in ["prompt_commit", "sent_prompt_commit", "out_dir_commit", "run_dir_commit", "output_commit"] {
            guard let commit = replay.intent[key]?.string else { continue }
            values[commit] = await recorder.privateValue(commit)
        }
        for item in replay.intent["inputs"]?.array ?? [] {
            guard let commit = item["name_commit"]?.string else { continue }
            values[commit] = await recorder.privateValue(commit)
        }
        let store = recorder.store
        return try ResumedPlan.make(
            replay,
            provider: plan.provider,
            config: [:],
            retry: RetryPlan(),
            ResumedPlan.Sources(
                privateValue: { values[$0] },
                blob: { _ in nil },
                policy: { _ in try Self.policy.policy },
                artifactPath: { store.path($0) }
            )
        )
    }

    func replay(_ plan: RunPlan) async throws -> RunReplay {
        guard let replay = try await recorder.replay(plan.run.description) else {
            throw Report(.runNotFound, "there is no run")
        }
        return replay
    }
}
