import ExhibitCrypto
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Glibc

@testable import ExhibitAudit

/// A ledger of 300 entries, held in memory so that every byte of it can be changed in turn.
///
/// `EXHIBIT_TAMPER_HOME` names one that the built command has made (`Tests/tamper`); without it the Recorder makes one.
final class MatrixLedger: Sendable {
    let sample: SampleLedger?
    let home: Home
    let environment: Environment
    let identity: Identity
    let entries: [[UInt8]]
    let nodes: MatrixNodes
    let checkpoints: [(size: Int64, root: [UInt8], note: [UInt8])]
    /// Small blobs that entries name: those of the database.
    let blobs: [Digest: AuditReader.BlobRow]

    /// Made once for all tests of the matrix.
    static let shared = Task { try await MatrixLedger() }

    /// Every byte with `EXHIBIT_TAMPER=all`; otherwise one in `count`.
    static func step(_ count: Int) -> Int { variable("EXHIBIT_TAMPER") == "all" ? 1 : count }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    private init() async throws {
        if let path = Self.variable("EXHIBIT_TAMPER_HOME") {
            sample = nil
            home = Home(path: path, source: .flag)
            environment = Environment(
                variables: ["HOME": path + "/../user"],
                currentFolder: path,
                now: { Timestamp(milliseconds: 1_795_000_000_000) },
                random: SystemRandom.bytes
            )
        } else {
            let ledger = try SampleLedger()
            let recorder = try await Recorder(home: ledger.home, ledger.environment)
            for number in 0..<37 {
                let picture = [UInt8](repeating: UInt8(number), count: 300 * (number + 1))
                let run = SampleRun(task: number % 2 == 0 ? "cat" : "dog", picture: picture)
                _ = try await run.record(recorder, ledger.folder, ledger.environment)
            }
            try await recorder.close()
            (sample, home, environment) = (ledger, ledger.home, ledger.environment)
        }
        let reader = try AuditReader(home, environment)
        identity = reader.identity
        var entries: [[UInt8]] = []
        try reader.forEachEntry { _, bytes in entries.append(bytes) }
        self.entries = entries
        nodes = try MatrixNodes(reader)
        var checkpoints: [(size: Int64, root: [UInt8], note: [UInt8])] = []
        try reader.forEachCheckpoint { checkpoints.append(($0, $1, $2)) }
        self.checkpoints = checkpoints
        var blobs: [Digest: AuditReader.BlobRow] = [:]
        for (index, bytes) in entries.enumerated() {
            for name in NamedBlobs.of(try .init(exactly: bytes, at: Int64(index))) {
                guard let digest = Digest(hex: name.hex), let row = try reader.blobRow(digest), row.data != nil else {
                    continue
                }
                blobs[digest] = row
            }
        }
        self.blobs = blobs
    }

    /// The sizes that checkpoints sign.
    var sizes: Set<Int64> { Set(checkpoints.map(\.size)) }
}
