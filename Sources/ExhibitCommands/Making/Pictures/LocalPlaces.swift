import ExhibitModel
import ExhibitRun

/// Where the pictures go that are made without a run.
struct LocalPlaces {
    let mask: String
    let canvas: String

    init(_ options: MakeOptions, _ kind: MakeKind, _ environment: Environment) {
        let name = options.delivery.taskName ?? options.delivery.prefix ?? kind.rawValue
        let delivery = DeliverySetup.delivery(
            options.delivery,
            .edit,
            taskName: name,
            run: environment.makeID(),
            outDir: nil,
            environment
        )
        let folders = PictureFolders(options, base: delivery.folder, environment)
        let hasCanvas = kind == .outpaint
        let folder = hasCanvas ? folders.canvases : folders.masks
        canvas = hasCanvas ? delivery.exactPath ?? "\(folder)/\(delivery.stem)-canvas.png" : ""
        guard let exact = delivery.exactPath else {
            mask = "\(folder)/\(delivery.stem)-mask.png"
            return
        }
        mask = hasCanvas ? Self.beside(exact) : exact
    }

    /// `room.png` → `room-mask.png`.
    private static func beside(_ path: String) -> String {
        let name = RegularFile.name(of: path)
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
        return "\(RegularFile.folder(of: path))/\(stem)-mask.png"
    }

    /// All of them, or none: what is there already is looked for first.
    func write(_ files: [DerivedFile], overwrites: Bool) throws {
        let files = files.compactMap { file in file.path.map { (path: $0, bytes: file.bytes) } }
        if !overwrites, let taken = files.first(where: { RegularFile.exists($0.path) }) {
            throw Report(.outputExists, "\(taken.path) is there already")
        }
        for file in files {
            do throws(FileFault) {
                try RegularFile.makeFolder(RegularFile.folder(of: file.path))
                try RegularFile.replace(file.path, with: file.bytes, durable: true)
            } catch {
                throw Report(.outputUnwritable, "\(error.path): \(error.reason)")
            }
        }
    }
}
