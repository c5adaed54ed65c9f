import ExhibitJSON
import ExhibitModel
import ExhibitRun

/// Which files go into a request, and as what.
struct InputList {
    struct Item: Hashable {
        /// A path, `-` for standard input, or a `data:` URL.
        let source: String
        let role: Intent.Input.Role
    }

    let items: [Item]

    var hasMask: Bool { items.contains { $0.role == .mask } }

    /// - Throws: for numbers that no provider and no record could take.
    init(_ options: InputOptions, _ kind: MakeKind) throws {
        let images = try options.images + Self.listed(options.imageList)
        items =
            switch kind {
            case .generate: images.map { Item(source: $0, role: options.sendsReferences ? .reference : .image) }
            case .edit: try Self.edited(images, mask: options.mask)
            case .inpaint, .outpaint, .objectEdit: try Self.worked(images, mask: options.mask)
            case .video: try Self.filmed(images, options)
            case .upscale: try Self.enlarged(images)
            case .speech: []
            }
        guard items.count <= InputLimits.recorded else {
            throw Report(
                .inputTooMany,
                "\(items.count) input files; the record of a run holds \(InputLimits.recorded)",
                hint: "give at most \(InputLimits.recorded) files in one request"
            )
        }
    }

    private static func edited(_ images: [String], mask: String?) throws -> [Item] {
        guard !images.isEmpty else { throw Report(.inputMissing, ErrorCode.inputMissing.sentence) }
        return images.map { Item(source: $0, role: .image) } + (mask.map { [Item(source: $0, role: .mask)] } ?? [])
    }

    private static func worked(_ images: [String], mask: String?) throws -> [Item] {
        guard images.count <= 1 else { throw Report(.inputTooMany, "one image is worked on, not \(images.count)") }
        return try edited(images, mask: mask)
    }

    private static func enlarged(_ images: [String]) throws -> [Item] {
        guard let image = images.first else { throw Report(.inputMissing, "there is no image to enlarge") }
        guard images.count == 1 else { throw Report(.inputTooMany, "one image is enlarged, not \(images.count)") }
        return [Item(source: image, role: .image)]
    }

    /// The first frame, then what the video is to resemble.
    private static func filmed(_ images: [String], _ options: InputOptions) throws -> [Item] {
        var frames = images
        var references = options.references
        if options.videoMode == .reference { (frames, references) = ([], images + references) }
        if options.videoReferenceMode == .animate { (frames, references) = (frames + references, []) }
        guard frames.count <= 1 else {
            throw Report(
                .inputTooMany,
                "a video starts from one image, not \(frames.count)",
                hint: "give the others with --reference-image"
            )
        }
        if options.videoMode == .animate, frames.isEmpty {
            throw Report(.inputMissing, "--mode animate needs a first frame")
        }
        if options.videoMode == .text, !(frames + references).isEmpty {
            throw Report(.usageInvalid, "--mode text takes no image", hint: "leave --mode out, or the image")
        }
        return frames.map { Item(source: $0, role: .image) } + references.map { Item(source: $0, role: .reference) }
    }

    /// `--images`: a JSON array, or texts with commas between them.
    private static func listed(_ list: String?) throws -> [String] {
        guard let list else { return [] }
        guard list.hasPrefix("[") else { return joined(list.split(separator: ",").map(trimmed)) }
        let value = try JSONReader.read(Array(list.utf8), .canonical)
        guard let paths = value.array?.map(\.string), paths.allSatisfy({ $0 != nil }) else {
            throw Report(.jsonInvalid, "--images is no JSON array of paths")
        }
        return paths.compactMap(\.self)
    }

    /// The comma of a `data:` URL is its own.
    private static func joined(_ pieces: [String]) -> [String] {
        var sources: [String] = []
        for piece in pieces {
            if let last = sources.last, last.hasPrefix("data:"), !last.contains(",") {
                sources[sources.count - 1] = last + "," + piece
            } else {
                sources.append(piece)
            }
        }
        return sources
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
