import ExhibitCrypto
import ExhibitMedia
import ExhibitModel
import ExhibitRun

/// Reads the files that go into a request, and refuses what a provider could not take.
enum InputReader {
    private static let known: Set<String> = ["image/png", "image/jpeg", "image/webp"]

    struct File {
        let input: Intent.Input
        let bytes: [UInt8]
    }

    static func file(_ item: InputList.Item, _ environment: Environment) throws -> File {
        let source = try InputSource(item.source, environment)
        let bytes = try source.read()
        guard !bytes.isEmpty else { throw Report(.inputUnreadable, "\(source.shown) is empty") }
        guard let facts = try MediaProbe.probe(ByteSource(bytes: bytes)), known.contains(facts.mediaType) else {
            throw Report(.inputNotAnImage, "\(source.shown) is no PNG, JPEG or WebP file")
        }
        guard facts.complete else {
            throw Report(.inputNotAnImage, "\(source.shown) is cut short or damaged", hint: "give the whole file")
        }
        let input = Intent.Input(
            role: item.role,
            path: source.path,
            name: source.isFile ? RegularFile.name(of: source.path) : "image." + facts.fileExtension,
            sha256: SHA256.hash(bytes),
            bytes: bytes.count,
            mediaType: facts.mediaType,
            width: facts.width,
            height: facts.height,
            content: source.isFile ? nil : bytes
        )
        return File(input: input, bytes: bytes)
    }
}
