import ExhibitJSON
import ExhibitModel

@testable import ExhibitRecord

/// A run built entry by entry: each takes the next number, a second later.
struct SampleRun {
    static let id = "01KAHC0000000000000000000A"
    private(set) var entries: [Entry] = []

    @discardableResult
    mutating func add(_ type: EntryType, attempt: Int? = nil, _ body: JSONObject) -> Entry {
        let seq = Int64(entries.count) + 2
        let entry = Entry(
            seq: seq,
            at: Timestamp(milliseconds: 1_795_244_177_123 + seq * 1000),
            session: 1,
            EntryDraft(type, run: Self.id, task: "cat", attempt: attempt, body)
        )
        entries.append(entry)
        return entry
    }

    mutating func state(_ from: RunState, _ to: RunState, event: String? = nil, _ extra: JSONObject = [:]) {
        var body: JSONObject = [
            "from": .string(from.rawValue), "to": .string(to.rawValue), "event": .string(event ?? to.rawValue),
        ]
        for key in extra.keys { body[key] = extra[key] }
        add(.runState, body)
    }

    static let intent: JSONObject = [
        "provider": "happy", "provider_source": "--provider", "dialect": "openai", "model": "m",
        "model_source": "--model",
        "mode": "generation", "route": "generations", "guard": "applied", "prompt_unchanged": false,
        "prompt_commit": .string(String(repeating: "1", count: 64)),
        "sent_prompt_commit": .string(String(repeating: "2", count: 64)),
        "run_dir_commit": .string(String(repeating: "3", count: 64)), "sent_size": "64x32", "task_key": "k-1",
        "policies": ["integrity"], "options": ["size": "64x32"], "timeout_ms": 600_000, "max_attempts": 3,
        "inputs": [
            [
                "role": "image", "sha256": .string(String(repeating: "a", count: 64)), "bytes": 10,
                "media_type": "image/png", "path_commit": .string(String(repeating: "4", count: 64)),
            ],
            [
                "role": "mask", "sha256": .string(String(repeating: "b", count: 64)), "bytes": 11,
                "media_type": "image/png",
            ],
        ],
    ]

    static let response: JSONObject = [
        "n": 1, "step": 1, "kind": "result", "status": 200, "raw_bytes": 5000,
        "raw_sha256": .string(String(repeating: "c", count: 64)), "source": "gateway",
        "echoed": ["model": "m-2", "size": "64x32"],
        "transport": [
            "scheme": "https", "host": "gw.example", "port": 443, "peer_scope": "public", "http_version": "2",
            "tls_version": "TLSv1.3", "tls_verified": true, "custom_ca": false, "proxy": false, "request_id": "req_1",
        ],
    ]

    static let output: JSONObject = [
        "role": "output", "n": 1, "of": 1, "sha256": .string(String(repeating: "d", count: 64)), "bytes": 1_843_201,
        "media_type": "image/png", "width": 64, "height": 32, "decodes": true, "complete": true,
        "derivation": "verified", "path_commit": .string(String(repeating: "5", count: 64)),
        "from": ["seq": 4, "pointer": "/data/0/b64_json", "decode": "base64"],
    ]

    static func started(_ number: Int, step: Int = 1) -> JSONObject {
        [
            "n": .int(number), "step": .int(step), "method": "POST", "origin": "https://gw.example",
            "path": "/v1/images/generations", "bytes": 120,
            "request_commit": .string(String(repeating: "6", count: 64)),
        ]
    }

    /// A plain run, ended well.
    static func plain() -> SampleRun {
        var run = SampleRun()
        run.add(.requestIntent, intent)
        run.add(.attemptStarted, attempt: 1, started(1))
        run.add(.responseReceived, attempt: 1, response)
        run.add(.artifactStored, attempt: 1, output)
        run.add(.runLog, ["stream": "run", "lines": 1, "blob": .string(String(repeating: "7", count: 64))])
        run.state(
            .recorded,
            .succeeded,
            [
                "cost": ["micros": 42_000, "currency": "USD", "source": "echoed"],
                "notes": [["code": "a.b", "message": "so"]],
            ]
        )
        return run
    }

    func replay() throws -> RunReplay {
        guard let replay = try RunReplay(replaying: entries) else { throw RecordError.malformed(seq: 0, "no intent") }
        return replay
    }
}
