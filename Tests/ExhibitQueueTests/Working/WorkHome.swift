import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Glibc

@testable import ExhibitQueue

/// A home in a temporary folder, with batches and the runs of their tasks.
final class WorkHome: Sendable {
    let folder: String
    let home: Home
    let environment: Environment

    init() throws {
        let folder = "/tmp/exhibit-queue-\(Hex.encode(SystemRandom.bytes(8)))"
        try RegularFile.makeFolder(folder, mode: 0o700)
        self.folder = folder
        home = Home(path: folder + "/home", source: .flag)
        environment = Environment(
            variables: ["HOME": folder, "XDG_STATE_HOME": folder + "/state", "USER": "tester", "TMPDIR": folder],
            currentFolder: folder,
            now: {
                var time = timespec()
                unsafe _ = clock_gettime(CLOCK_REALTIME, &time)
                return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
            },
            random: SystemRandom.bytes
        )
    }

    deinit { Self.remove(folder) }

    private static func remove(_ path: String) {
        if RegularFile.facts(path)?.isFolder == true {
            for name in RegularFile.names(in: path) { remove("\(path)/\(name)") }
            unsafe rmdir(path)
        } else {
            unsafe unlink(path)
        }
    }

    func recorder() async throws -> Recorder { try await Recorder(home: home, environment) }

    func reader() throws -> Reader { try Reader(home, environment) }

    /// Submits a batch with one task for each name; returns its id.
    func submit(
        _ names: [String],
        _ recorder: Recorder,
        _ limits: BatchLimits = BatchLimits(maxWorkers: 2)
    ) async throws
        -> String
    {
        let id = environment.makeID()
        let origin = BatchOrigin(folder: folder + "/batch", path: nil, text: "[]")
        let batch = NewBatch(
            id: id,
            kind: .batch,
            name: "plates",
            form: "array",
            scope: .batch(id),
            limits: limits,
            manifest: String(decoding: try origin.bytes, as: UTF8.self)
        )
        let tasks = try names.enumerated().map { index, name in
            let order = TaskOrder(command: "generate", arguments: ["--prompt=a \(name)\tor two"], name: name)
            return NewTask(
                id: environment.makeID(),
                order: String(decoding: try order.bytes, as: UTF8.self),
                place: index + 1,
                name: name,
                key: name,
                provider: "happy",
                model: "m"
            )
        }
        _ = try await recorder.submit(batch, tasks)
        return id.description
    }

    /// The states of a batch's tasks by name, in the order of submission.
    func states(_ batch: String) throws -> [String] {
        try reader().tasks(TaskFilter(.batch(batch))).map { "\($0.name ?? "") \($0.state.rawValue)" }
    }

    func rows(_ batch: String) throws -> [TaskRow] { try reader().tasks(TaskFilter(.batch(batch))) }

    func events(_ batch: String) throws -> [String] {
        let reader = try reader()
        return try (0..<reader.size()).compactMap { try reader.entry($0) }
            .filter { $0.type == .taskState && $0.body["batch"]?.string == batch }
            .compactMap { entry in entry.body["event"]?.string.map { "\(entry.task ?? "") \($0)" } }
    }
}

extension Recorder {
    /// Records the run of a task up to a state, as a worker's own work would.
    func run(_ task: ClaimedTask, to state: RunState) async throws {
        func draft(_ type: EntryType, _ body: JSONObject) -> EntryDraft {
            EntryDraft(type, run: task.run, task: task.name ?? "cat", attempt: type == .requestIntent ? nil : 1, body)
        }
        var drafts: [EntryDraft] = []
        if task.runState == nil {
            drafts.append(
                draft(.requestIntent, ["provider": "happy", "model": "m", "mode": "generation", "inputs": []])
            )
        }
        let to: (RunState) -> EntryDraft = { from in
            EntryDraft(
                .runState,
                run: task.run,
                task: task.name ?? "cat",
                ["from": .string(from.rawValue), "to": .string(state.rawValue), "event": .string(state.rawValue)]
            )
        }
        if task.runState == .retryWait {
            drafts.append(
                EntryDraft(
                    .runState,
                    run: task.run,
                    task: task.name ?? "cat",
                    ["from": "retry_wait", "to": "submitting", "event": "resumed"]
                )
            )
        }
        if state != .planned {
            drafts.append(
                draft(.attemptStarted, ["n": 1, "step": 1, "origin": "https://gw.example", "path": "/v1"])
            )
        }
        switch state {
        case .succeeded:
            drafts.append(draft(.responseReceived, ["n": 1, "step": 1, "kind": "result", "status": 200]))
            drafts.append(
                draft(
                    .artifactStored,
                    [
                        "role": "output", "n": 1, "of": 1, "sha256": .string(SHA256.hash(Array(task.run.utf8)).hex),
                        "bytes": 3, "media_type": "image/png",
                        "from": ["seq": 3, "pointer": "", "decode": "body"],
                    ]
                )
            )
            drafts.append(to(.recorded))
        case .failed, .cancelled, .unknownOutcome: drafts.append(to(.submitting))
        case .retryWait:
            drafts.append(
                draft(
                    .attemptFailed,
                    ["n": 1, "step": 1, "billed": "no", "not_before": "2027-01-01T00:00:00.000Z"]
                )
            )
        default: break
        }
        try await append(Append(drafts))
    }
}
