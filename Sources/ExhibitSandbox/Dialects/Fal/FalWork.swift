import ExhibitJSON

/// A request in fal's queue: what it makes follows from the name of its endpoint.
struct FalWork: Sendable {
    let app: String
    let prompt: String
    private let kind: Kind
    private let width: Int
    private let height: Int
    private let count: Int
    private let seconds: Int
    private let inputs: [InputImage]
    private let mask: InputImage?

    private enum Kind: Sendable {
        case picture, film, sound
    }

    private static let named = [
        "square_hd": "1024x1024", "square": "512x512", "portrait_4_3": "768x1024", "portrait_16_9": "576x1024",
        "landscape_4_3": "1024x768", "landscape_16_9": "1024x576",
    ]

    init(_ call: Call) throws(Refusal) {
        let body = call.body
        app = call.parameters[0] + "/" + call.parameters[1]
        let endpoint = call.parameters.dropFirst().joined(separator: "/")
        kind =
            ["tts", "speech", "audio"].contains { endpoint.contains($0) }
            ? .sound : endpoint.contains("video") ? .film : .picture
        prompt = body.text("prompt") ?? body.text("text") ?? ""
        guard !prompt.isEmpty else { throw Refusal(status: 422, message: "prompt: field required") }
        let form = try RequestForm(body)
        (inputs, mask) = (form.inputs, form.mask)
        (width, height) = try Self.size(body.fields["image_size"], masked: mask == nil ? nil : inputs.first)
        count = min(4, max(1, body.text("num_images").flatMap { Int($0) } ?? 1))
        seconds = min(VideoJob.secondsLimit, max(1, body.text("duration").flatMap { Int($0) } ?? 5))
    }

    func output(_ task: SandboxTask<FalWork>, _ links: MediaLinks) -> JSONObject {
        let seed = JSONValue.int(Int(PictureSeed(task.id).hash & 0x7FFF_FFFF))
        switch kind {
        case .picture:
            let pictures = (0..<count).map { picture($0, task, links) }
            return [
                "images": .array(pictures), "timings": ["inference": 1], "seed": seed,
                "has_nsfw_concepts": .array(pictures.map { _ in false }), "prompt": .string(prompt),
            ]
        case .film:
            let video = SandboxVideo(prompt: prompt, width: width & ~1, height: height & ~1, seconds: seconds)
            return ["video": file(.mp4(video.mp4()), task, links), "seed": seed]
        case .sound:
            let wav = SoundFile.wav(SandboxSpeech(text: prompt).samples())
            return ["audio": file(Medium(bytes: wav, mediaType: "audio/wav", fileExtension: "wav"), task, links)]
        }
    }

    private func picture(_ index: Int, _ task: SandboxTask<FalWork>, _ links: MediaLinks) -> JSONValue {
        let png = DrawnPicture(
            prompt: prompt,
            index: index,
            width: width,
            height: height,
            inputs: inputs,
            mask: mask,
            orders: task.orders
        ).png()
        let url = links.ordered(task.orders, .png(png), subject: task.id) ?? links.url(of: .png(png))
        return ["url": .string(url), "width": .int(width), "height": .int(height), "content_type": "image/png"]
    }

    private func file(_ made: Medium, _ task: SandboxTask<FalWork>, _ links: MediaLinks) -> JSONValue {
        let medium = made.befallen(by: task.orders)
        let url = links.ordered(task.orders, medium, subject: task.id) ?? links.url(of: medium)
        return [
            "url": .string(url), "content_type": .string(medium.mediaType),
            "file_name": .string("output.\(medium.fileExtension)"), "file_size": .int(medium.bytes.count),
        ]
    }

    /// What is painted into a picture keeps its size, unless another one is asked for.
    private static func size(_ value: JSONValue?, masked: InputImage?) throws(Refusal) -> (Int, Int) {
        if value == nil, let size = masked?.size { return size }
        var text = named[value?.string ?? "landscape_4_3"] ?? value?.string ?? ""
        if let width = value?["width"]?.int, let height = value?["height"]?.int { text = "\(width)x\(height)" }
        guard let size = SizeText.parse(text), max(size.width, size.height) <= PictureRequest.edgeLimit else {
            throw Refusal(status: 422, message: "image_size: invalid")
        }
        return size
    }
}
