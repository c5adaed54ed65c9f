import ExhibitCrypto
import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitRun

/// Reads the files that go into a request, and refuses what a provider could not take.
enum InputReader {
    private static let known: Set<String> = ["image/png", "image/jpeg", "image/webp"]

    /// The paths of all images, in the order given: repeated flags, then `--images`.
    static func paths(_ options: MakeOptions) throws -> [String] {
        guard let list = options.imageList else { return options.images }
        guard list.hasPrefix("[") else { return options.images + list.split(separator: ",").map { trimmed($0) } }
        let value = try JSONReader.read(Array(list.utf8), .canonical)
        guard let paths = value.array?.map(\.string), paths.allSatisfy({ $0 != nil }) else {
            throw Report(.jsonInvalid, "--images is no JSON array of paths")
        }
        return options.images + paths.compactMap(\.self)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    static func input(_ path: String, role: Intent.Input.Role, _ environment: Environment) throws -> Intent.Input {
        let absolute = environment.absolute(path)
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try RegularFile.read(absolute, limit: InputLimits.bytes)
        } catch {
            throw Report(error.errno == 27 ? .inputTooLarge : .inputUnreadable, "\(path): \(reason(error))")  // EFBIG
        }
        guard !bytes.isEmpty else { throw Report(.inputUnreadable, "\(path) is empty") }
        guard let facts = try MediaProbe.probe(ByteSource(bytes: bytes)), known.contains(facts.mediaType) else {
            throw Report(.inputNotAnImage, "\(path) is no PNG, JPEG or WebP file")
        }
        guard facts.complete else {
            throw Report(.inputNotAnImage, "\(path) is cut short or damaged", hint: "give the whole file")
        }
        return Intent.Input(
            role: role,
            path: absolute,
            name: RegularFile.name(of: absolute),
            sha256: SHA256.hash(bytes),
            bytes: bytes.count,
            mediaType: facts.mediaType,
            width: facts.width,
            height: facts.height
        )
    }

    private static func reason(_ fault: FileFault) -> String {
        switch fault.errno {
        case 22: "it is no regular file"  // EINVAL: a FIFO or a device
        case 27: "it is larger than \(InputLimits.bytes >> 20) MiB"  // EFBIG
        default: fault.reason
        }
    }
}
