import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction
import Glibc

/// A folder of a test's own, and a body's way through capture, archive and rebuilding.
final class Scratch {
    let folder: String
    let redactor: Redactor
    static let sealKey = [UInt8](repeating: 7, count: 32)
    static let key = "sk-happy-0123456789abcdefghijklmnopqrstuvwxyzABCD"

    init(_ redactor: Redactor? = nil) throws {
        self.redactor =
            redactor
            ?? Redactor(
                secrets: [KnownSecret(name: "$HAPPY_KEY", value: Secret(Self.key))],
                key: [UInt8](repeating: 9, count: 32),
                home: "/home/ana"
            )
        folder = "/tmp/exhibit-archive-\(getpid())-\(Hex.encode(SystemRandom.bytes(8)))"
        try RegularFile.makeFolder(folder, mode: 0o700)
    }

    deinit {
        for name in RegularFile.names(in: folder) { unsafe unlink("\(folder)/\(name)") }
        unsafe rmdir(folder)
    }

    var files: [String] { RegularFile.names(in: folder) }

    func capture(_ chunks: [[UInt8]], limits: CaptureLimits = CaptureLimits()) throws -> CapturedBody {
        let capture = BodyCapture(folder: folder, limits: limits, redactor: redactor)
        for chunk in chunks where !capture.receive(chunk) { break }
        return try capture.finish()
    }

    var archiver: BodyArchiver { BodyArchiver(redactor: redactor, sealKey: Self.sealKey, random: SystemRandom.bytes) }

    func archive(_ body: [UInt8], prompts: [String] = []) throws -> ArchivedBody {
        try archiver.archive(try capture([body]), prompts: prompts)
    }

    /// What the stored blobs, and the private values if they are kept, give back.
    func rebuild(_ archived: ArchivedBody, values: Bool = true, sealed: Bool = true) throws -> (Rebuilt, [UInt8]) {
        let kept = Dictionary(uniqueKeysWithValues: archived.blobs.map { ($0.sha256, $0) })
        var bytes: [UInt8] = []
        let document = try BodyDocument(parsing: archived.document.canonical)
        let rebuilt = try BodyRebuilder.rebuild(
            document,
            blob: { kept[$0].map(\.source) },
            value: { commit in values ? archived.commitments.first { $0.commit == commit }?.text : nil },
            sealed: { commit in sealed ? archived.sealed.first { $0.commit == commit }?.open(key: Self.sealKey) : nil },
            into: { bytes += $0 }
        )
        return (rebuilt, bytes)
    }

    /// All stored bytes, one blob after the other.
    func stored(_ archived: ArchivedBody) throws -> [UInt8] {
        try archived.blobs.flatMap { try $0.source.bytes() }
    }
}

extension StagedBlob {
    var source: BlobSource {
        switch content {
        case .bytes(let bytes): .bytes(bytes)
        case .file(let path): .file(path)
        }
    }
}

extension BlobSource {
    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachWindow { bytes += $0 }
        return bytes
    }
}

extension [UInt8] {
    func contains(text: String) -> Bool {
        let text = Array(text.utf8)
        guard count >= text.count, let first = text.first else { return text.isEmpty }
        return (0...count - text.count).contains { self[$0] == first && self[$0...].starts(with: text) }
    }
}
