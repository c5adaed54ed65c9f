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

    /// The size of the result: without a text to start from, pictures keep the size of their input.
    func size(of input: InputImage?) -> (width: Int, height: Int) {
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
