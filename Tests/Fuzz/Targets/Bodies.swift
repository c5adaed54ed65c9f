import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction

extension FuzzTarget {
    /// A body that is taken apart comes back byte by byte, in whatever chunks it came.
    static let segmenter = FuzzTarget(name: "segmenter") { bytes in
        comesBack(bytes)
        // libFuzzer does not come upon base64: what stands between bytes of 0xFF becomes some, and text in turns.
        var body: [UInt8] = []
        for (number, part) in bytes.split(separator: 0xFF, omittingEmptySubsequences: false).enumerated() {
            let times = number % 4 == 1 ? 1 + 1000 / max(1, part.count) : 1
            let bytes = Array(repeatElement(part, count: times).joined())
            body += number % 2 == 1 ? Base64.encodeBytes(bytes) : bytes
        }
        comesBack(body)
    }

    private static let redactor = Redactor(secrets: [], key: [UInt8](repeating: 9, count: 32), home: nil)
    private static let sealKey = [UInt8](repeating: 7, count: 32)
    private static let folder: String = {
        let path = "/tmp/exhibit-fuzz-segmenter-\(Hex.encode(SystemRandom.bytes(8)))"
        do {
            try RegularFile.makeFolder(path, mode: 0o700)
        } catch {
            preconditionFailure("\(error)")
        }
        return path
    }()

    private static func comesBack(_ body: [UInt8]) {
        do {
            let capture = BodyCapture(folder: folder, redactor: redactor)
            let longest = Int(body.first ?? 0) * 16 + 1
            var place = 0
            while place < body.count {
                let end = min(body.count, place + longest)
                guard capture.receive(Array(body[place..<end])) else { break }
                place = end
            }
            let captured = try capture.finish()
            precondition(captured.rawSHA256 == SHA256.hash(body), "other bytes were received")
            let archiver = BodyArchiver(redactor: redactor, sealKey: sealKey, random: SystemRandom.bytes)
            let archived = try archiver.archive(captured, prompts: ["a picture of an orange cat"])
            try check(archived, body)
        } catch {
            preconditionFailure("\(error)")
        }
        for name in RegularFile.names(in: folder) { try? RegularFile.remove("\(folder)/\(name)") }
    }

    private static func check(_ archived: ArchivedBody, _ body: [UInt8]) throws {
        let kept = Dictionary(archived.blobs.map { ($0.sha256, $0) }, uniquingKeysWith: { first, _ in first })
        var bytes: [UInt8] = []
        let rebuilt = try BodyRebuilder.rebuild(
            BodyDocument(parsing: archived.document.canonical),
            blob: { digest in
                switch kept[digest]?.content {
                case .bytes(let bytes): .bytes(bytes)
                case .file(let path): .file(path)
                case nil: nil
                }
            },
            value: { commit in archived.commitments.first { $0.commit == commit }?.text },
            sealed: { commit in archived.sealed.first { $0.commit == commit }?.open(key: sealKey) },
            into: { bytes += $0 }
        )
        guard archived.isExact else {
            precondition(rebuilt == .redacted || bytes == body, "a credential was taken out, and nothing says so")
            return
        }
        precondition(rebuilt == .exact(SHA256.hash(body), bytes: Int64(body.count)), "\(rebuilt)")
        precondition(bytes == body, "other bytes came back")
    }
}
