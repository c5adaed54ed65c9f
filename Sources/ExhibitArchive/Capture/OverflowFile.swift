import ExhibitModel
import ExhibitRedaction

/// Where text goes that is too long to be read: redacted on its way, because nobody will look at it again.
final class OverflowFile {
    private let file: HashedFile
    private var stream: RedactionStream

    init(in folder: String, _ redactor: Redactor) throws(FileFault) {
        file = try HashedFile(in: folder)
        stream = redactor.stream(showingPaths: true)
    }

    var count: Int { file.count }

    func append(_ bytes: [UInt8]) throws(FileFault) {
        // Slices, so that the stream's answer to a long text is not held whole.
        for start in stride(from: 0, to: bytes.count, by: BlobSource.window) {
            try file.append(stream.push(Array(bytes[start..<min(bytes.count, start + BlobSource.window)])))
        }
    }

    func finish() throws(FileFault) -> (file: CapturedFile, redactions: [RedactionCount]) {
        try file.append(stream.finish())
        return (try file.finish(), stream.counts)
    }
}
