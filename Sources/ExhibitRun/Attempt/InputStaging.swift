import ExhibitArchive
import ExhibitCrypto
import ExhibitLedger
import ExhibitModel

/// Copies the input files into the store before anything is announced, so that what is sent is what is kept.
enum InputStaging {
    /// Unfinished copies are made in `folder`.
    static func stage(_ inputs: [Intent.Input], into folder: String, _ store: ContentStore) throws -> [StagedBlob] {
        var staged: [StagedBlob] = []
        for (index, input) in inputs.enumerated() where !staged.contains(where: { $0.sha256 == input.sha256 }) {
            guard !store.has(input.sha256) else {
                // The bytes may be of an append that failed: then the table has yet to name them.
                staged.append(blob(input, store.path(input.sha256)))
                continue
            }
            let copy = "\(folder)/input-\(index)"
            let bytes = try input.read(limit: InputLimits.bytes)
            guard SHA256.hash(bytes) == input.sha256 else {
                throw Report(.inputUnreadable, "\(input.path) changed while it was being read; nothing was sent")
            }
            try RegularFile.remove(copy)
            try RegularFile.write(bytes, toNew: copy, mode: 0o600, durable: true)
            staged.append(blob(input, copy))
        }
        return staged
    }

    private static func blob(_ input: Intent.Input, _ path: String) -> StagedBlob {
        StagedBlob(sha256: input.sha256, bytes: input.bytes, media: input.mediaType, content: .file(path: path))
    }
}
