import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// What a run's entries say that it sent and received.
struct WireRecord {
    private let source: WireSource
    private(set) var run: WireRun

    /// Nil when nothing of the run went over a wire.
    init?(_ entries: [Entry], origin: String, _ source: WireSource) throws {
        guard let first = entries.first, let name = first.run else { return nil }
        self.source = source
        run = WireRun(origin: origin, run: name, date: first.at.description)
        for entry in entries {
            switch entry.type {
            case .attemptStarted: try take(request: entry)
            case .responseReceived: try take(response: entry)
            default: continue
            }
        }
        run.exchanges.removeAll { $0.request == nil && $0.response == nil }
        if run.exchanges.isEmpty { return nil }
    }

    /// By attempt and step, the exchange that still waits for its answer.
    private var open: [[Int]: Int] = [:]

    private static func step(_ entry: Entry) -> [Int] { [entry.body["n"]?.int ?? 0, entry.body["step"]?.int ?? 0] }

    private mutating func take(request entry: Entry) throws {
        let body = entry.body
        // A file of this machine is no wire.
        guard let method = body["method"]?.string, method != "READ", let origin = body["origin"]?.string else { return }
        let path = try body["path"]?.string ?? hiddenPath(body["path_commit"]?.string)
        open[Self.step(entry)] = run.exchanges.count
        let request = WireRequest(
            entry: try Self.entry(entry),
            method: method,
            origin: origin,
            path: path,
            body: try document(body),
            sha256: try body["request_commit"]?.string.flatMap { try source.value($0) }
        )
        run.exchanges.append(WireExchange(request: request))
    }

    private func hiddenPath(_ commit: String?) throws -> String {
        guard let commit else { return "/" }
        return try source.value(commit) ?? "/[withheld:\(commit.prefix(8))]"
    }

    private mutating func take(response entry: Entry) throws {
        let body = entry.body
        let transport = body["transport"]?.object ?? [:]
        guard let status = body["status"]?.int, let host = transport["host"]?.string,
            let scheme = transport["scheme"]?.string
        else { return }
        let port = transport["port"]?.int.map { ":\($0)" } ?? ""
        let shownHost = host.contains(":") ? "[\(host)]" : host
        var timing: [String: Int] = [:]
        for (name, value) in body["timing"]?.object?.members ?? [] { timing[name] = value.int }
        let response = WireResponse(
            entry: try Self.entry(entry),
            origin: "\(scheme)://\(shownHost)\(port)",
            status: status,
            headers: (body["headers"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") },
            body: try document(body),
            sha256: try body["raw_sha256"]?.string ?? body["raw_commit"]?.string.flatMap { try source.value($0) },
            isComplete: body["complete"]?.bool ?? true,
            location: body["location"]?.string,
            version: transport["http_version"]?.string ?? "1.1",
            timing: timing
        )
        if let place = open.removeValue(forKey: Self.step(entry)) {
            run.exchanges[place].response = response
        } else {
            run.exchanges.append(WireExchange(response: response))
        }
    }

    private static func entry(_ entry: Entry) throws -> WireEntry {
        WireEntry(seq: entry.seq, leaf: MerkleTree.leaf(try entry.canonical()), date: entry.at.description)
    }

    private func document(_ body: JSONObject) throws -> BodyDocument? {
        guard let digest = body["body_blob"]?.string.flatMap({ Digest(hex: $0) }),
            let bytes = try source.evidence.blob(digest)?.bytes()
        else { return nil }
        // A document that cannot be read is found where bodies are checked.
        return try? BodyDocument(parsing: bytes)
    }

    func warc(_ put: ([UInt8]) throws -> Void) throws { try WARCWriter(run, source).write(put) }

    func har() throws -> [UInt8] { try HARWriter(run, source).bytes() }
}
