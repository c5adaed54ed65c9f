import ExhibitJSON
import ExhibitModel

/// What a model of the jobs server is for, and what it is told when the caller says nothing.
///
/// The server fills in 20 steps and a guidance of 3.5 whatever the model, so each model's own numbers are always sent.
struct JobsModel {
    enum Need {
        case none
        case allowed
        case required
    }

    let name: String
    let modes: Set<Mode>
    var image = Need.none
    var mask = Need.none
    /// Nil for a model that takes neither steps nor guidance nor a seed.
    var steps: Int? = 20
    var guidance = "3.5"
    /// Sent with an image when the caller gives none; nil leaves it to the server.
    var denoise: String?
    var heedsNegativePrompt = false
    /// Edges of the picture when the caller gives none, for what is not made from an image's own size.
    var edge: Int? = 1024
    /// How much longer the edges of the result are than those of the image.
    var enlargement: Int?

    private static let pictures: Set<Mode> = [.generation, .edit]

    private static let known = [
        JobsModel(name: "flux-dev", modes: pictures, image: .allowed, denoise: "0.65"),
        JobsModel(name: "flux-schnell", modes: pictures, steps: 4),
        JobsModel(name: "sdxl", modes: pictures, steps: 25, guidance: "7.0", heedsNegativePrompt: true),
        JobsModel(name: "flux-fill", modes: pictures, image: .required, mask: .required, denoise: "1.0"),
        JobsModel(name: "flux-canny", modes: pictures, image: .required, edge: nil),
        JobsModel(name: "flux-depth", modes: pictures, image: .required, edge: nil),
        JobsModel(name: "flux-kontext", modes: pictures, image: .required, edge: nil),
        JobsModel(name: "upscale", modes: [.upscale], image: .required, steps: nil, edge: nil, enlargement: 4),
        JobsModel(name: "wan-video", modes: [.video], image: .required, heedsNegativePrompt: true, edge: 768),
    ]

    static func of(_ name: String) -> JobsModel? {
        known.first { $0.name == name }
    }

    /// A model that came after this program: nothing is refused that the server might take.
    static func unknown(_ name: String) -> JobsModel {
        JobsModel(
            name: name,
            modes: [.generation, .edit, .video, .upscale],
            image: .allowed,
            mask: .allowed,
            heedsNegativePrompt: true,
            edge: nil
        )
    }

    /// - Throws: for what the model is not made for, before anything is sent.
    func check(_ intent: Intent) throws(ProviderError) {
        let fitting = JobsDialect().defaultModel(intent.mode, inputs: intent.inputs)
        let other = fitting.map { "\($0) is the model for that: --model \($0)" } ?? "choose another --provider"
        guard modes.contains(intent.mode) else {
            throw .modelUnfit(model: name, problem: "is not for \(intent.mode.businessName)", hint: other)
        }
        try check(intent.inputs.filter { $0.role != .mask }.count, "image", image, "add --image FILE", other)
        try check(
            intent.inputs.filter { $0.role == .mask }.count,
            "mask",
            mask,
            "add --mask FILE, or --mask-rect x,y,w,h",
            other
        )
        let images = intent.inputs.filter { $0.role != .mask }
        guard let mask = intent.inputs.first(where: { $0.role == .mask })?.pixelSize,
            let size = images.first?.pixelSize,
            mask != size
        else { return }
        throw .maskSize(mask: mask.description, image: size.description)
    }

    private func check(
        _ count: Int,
        _ what: String,
        _ need: Need,
        _ adding: String,
        _ other: String
    ) throws(ProviderError) {
        switch (need, count) {
        case (.none, 1...): throw .modelUnfit(model: name, problem: "takes no \(what)", hint: other)
        case (.required, 0): throw .modelUnfit(model: name, problem: "needs one \(what)", hint: adding)
        case (_, 2...): throw .modelUnfit(model: name, problem: "takes one \(what), not \(count)", hint: "give one")
        default: break
        }
    }
}
