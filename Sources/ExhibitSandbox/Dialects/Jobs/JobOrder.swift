import ExhibitMedia

/// A checked body of `POST /jobs`.
struct JobOrder: Sendable {
    let prompt: String
    let model: String
    let width: Int
    let height: Int
    /// As asked; -1 lets the server choose.
    let seed: Int
    let inputImage: String?
    let maskImage: String?
    /// ISO 8601 in UTC, with its offset.
    let created: String
    let taken = ContinuousClock.now
    private(set) var input: InputImage?
    private(set) var mask: InputImage?
    /// Why it cannot but fail.
    private(set) var problem: TaskFailure?

    static let models = [
        "flux-dev", "flux-schnell", "flux-fill", "flux-canny", "flux-depth", "flux-kontext", "sdxl", "upscale",
        "wan-video",
    ]
    private static let needInput: Set = [
        "flux-fill", "flux-canny", "flux-depth", "flux-kontext", "upscale", "wan-video",
    ]

    var isVideo: Bool { model == "wan-video" }
    var lacksInput: Bool { Self.needInput.contains(model) && inputImage == nil }
    var lacksMask: Bool { model == "flux-fill" && maskImage == nil }

    /// Looks for the pictures that it names: ComfyUI does so when the job runs, and the job fails.
    mutating func load(from uploads: Uploads) {
        input = picture(inputImage, uploads)
        mask = picture(maskImage, uploads)
    }

    private mutating func picture(_ name: String?, _ uploads: Uploads) -> InputImage? {
        guard let name else { return nil }
        do throws(Refusal) {
            return try InputImage(uploads[name] ?? [], param: name)
        } catch {
            problem = .badInput("Invalid image file: \(name)")
            return nil
        }
    }

    /// The size of the result: pictures that start from another one keep its size.
    var size: (width: Int, height: Int) {
        guard let facts = input?.facts, let width = facts.width, let height = facts.height, !isVideo else {
            return (self.width, self.height)
        }
        return model == "upscale" ? (width * 4, height * 4) : (width, height)
    }

    /// The seed that was used.
    func seed(of id: String) -> Int {
        seed >= 0 ? seed : Int(PictureSeed(id).hash & 0x7FFF_FFFF)
    }
}
