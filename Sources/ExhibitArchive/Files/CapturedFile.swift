package import ExhibitModel

/// Bytes that came in a body and wait in a temporary file for the store.
///
/// The file is removed with the last copy of this value, unless ``take(media:)`` was called.
package struct CapturedFile: Sendable {
    package let sha256: Digest
    package let bytes: Int
    private let file: TemporaryFile

    init(sha256: Digest, bytes: Int, file: TemporaryFile) {
        self.sha256 = sha256
        self.bytes = bytes
        self.file = file
    }

    package var path: String { file.path }
    package var source: BlobSource { .captured(self) }

    /// Hands the file over: whoever gets the blob moves or removes it.
    package func take(media: String? = nil) -> StagedBlob {
        file.take()
        return StagedBlob(sha256: sha256, bytes: bytes, media: media, content: .file(path: file.path))
    }
}

extension CapturedFile: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.sha256 == right.sha256 && left.path == right.path }
    package func hash(into hasher: inout Hasher) { hasher.combine(sha256) }
}
