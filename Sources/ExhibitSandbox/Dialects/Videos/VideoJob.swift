import ExhibitJSON

/// A film that is to be made.
struct VideoJob: Sendable {
    let shape: any VideoShape
    let model: String
    let prompt: String
    let width: Int
    let height: Int
    let seconds: Int
    /// How the length was asked for: some write a number, some a text.
    let input: JSONObject
    var remixedFrom: String?
    let caption: String?

    static let edgeLimit = 2048
    static let secondsLimit = 60

    init(_ call: Call, shape: any VideoShape) throws(Refusal) {
        let body = call.body
        guard !body.prompt.isEmpty else { throw .missing("prompt") }
        if call.strict { try StrictVideoRules.check(body) }
        let inputs = try RequestForm(body).inputs
        self.shape = shape
        model = body.text("model") ?? call.parameters.first ?? "sora-2"
        prompt = body.prompt
        (width, height) = try Self.size(body)
        seconds = try Self.seconds(body)
        input = body.fields["input"]?.object ?? ["prompt": .string(body.prompt)]
        caption = inputs.first.map { "from \($0.caption)" }
    }

    init(remixing job: VideoJob, of id: String, prompt: String) {
        shape = job.shape
        model = job.model
        self.prompt = prompt
        (width, height, seconds) = (job.width, job.height, job.seconds)
        input = job.input
        remixedFrom = id
        caption = job.caption
    }

    var film: Medium {
        .mp4(SandboxVideo(prompt: prompt, width: width, height: height, seconds: seconds, inputs: caption).mp4())
    }

    var thumbnail: Medium {
        .webp(AnimatedWebP(prompt: prompt, width: width, height: height, frames: 1, milliseconds: 1000).bytes())
    }

    /// `size` as `720x1280` or `720*1280`, or `width` and `height`.
    private static func size(_ body: RequestBody) throws(Refusal) -> (Int, Int) {
        var text = parameter(body, ["size"])?.replacing("*", with: "x")
        if text == nil, let width = parameter(body, ["width"]), let height = parameter(body, ["height"]) {
            text = "\(width)x\(height)"
        }
        guard let size = SizeText.parse(text ?? "720x1280"), max(size.width, size.height) <= edgeLimit,
            min(size.width, size.height) >= 2
        else {
            throw .invalid("size", "Invalid value: '\(text ?? "")'. The sandbox films up to \(edgeLimit) pixels.")
        }
        return size
    }

    private static func seconds(_ body: RequestBody) throws(Refusal) -> Int {
        guard let text = parameter(body, ["seconds", "duration", "duration_seconds"]) else { return 4 }
        guard let seconds = Int(text), (1...secondsLimit).contains(seconds) else {
            throw .invalid("seconds", "Invalid value: '\(text)'. The sandbox films 1 to \(secondsLimit) seconds.")
        }
        return seconds
    }

    /// A field of the body, or of the `parameters` or the `input` in it.
    private static func parameter(_ body: RequestBody, _ names: [String]) -> String? {
        let places = [body.fields, body.fields["parameters"]?.object, body.fields["input"]?.object].compactMap(\.self)
        for name in names {
            for place in places {
                if let text = place[name].flatMap(RequestBody.text) { return text }
            }
        }
        return nil
    }
}
