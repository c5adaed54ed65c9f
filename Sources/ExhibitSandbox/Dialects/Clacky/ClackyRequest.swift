import ExhibitJSON
import ExhibitModel
import ExhibitServing

/// A checked request to Clacky's server.
struct ClackyRequest: Sendable {
    /// The prompt, or what is to be said.
    let text: String
    let aspectRatio: String
    let model: String
    let inputs: [InputImage]
    private let body: RequestBody
    private let isExact: Bool
    private let time: Int

    init(_ call: Call, subject: String, kind: ClackyTypes.Kind) throws(Refusal) {
        body = call.body
        guard call.request.header("Content-Type")?.hasPrefix("application/json") ?? true else { throw .unreadableJSON }
        guard let text = body.fields[subject]?.string, !text.isEmpty else { throw ClackyFailure.missing(subject) }
        if call.orders[.notConfigured] != nil {
            throw ClackyFailure.generator("no \(kind.rawValue) model is configured", "not_configured")
        }
        if let order = call.orders[.noAspectRatio], body.fields["aspect_ratio"] != nil {
            throw order.argument == nil ? ClackyFailure.noAspectRatio : ClackyFailure.noAspectRatio400
        }
        if call.orders[.emptyData] != nil || call.orders[.noData] != nil {
            throw ClackyFailure.generator("the model answered without a medium", "empty_response")
        }
        self.text = text
        isExact = call.orders[.outputDirExact] != nil
        time = call.time
        model = ClackyTypes.model(kind, call.orders)
        let known = ["landscape", "square", "portrait"]
        aspectRatio = body.text("aspect_ratio").flatMap { known.contains($0) ? $0 : nil } ?? "landscape"
        inputs = try Self.pictures(body)
    }

    var pictureSize: (width: Int, height: Int) {
        switch aspectRatio {
        case "square": (1024, 1024)
        case "portrait": (1024, 1536)
        default: (1536, 1024)
        }
    }

    func seconds() throws(Refusal) -> Int {
        guard let text = body.text("duration_seconds") else { return 8 }
        guard let seconds = Int(text), (1...VideoJob.secondsLimit).contains(seconds) else {
            throw ClackyFailure.generator("duration_seconds is invalid: \(text)", "invalid_argument")
        }
        return seconds
    }

    func reply(_ members: [(String, JSONValue)]) -> ServerReply {
        let common: [(String, JSONValue)] = [
            ("model", .string(model)), ("provider", "exhibit-sandbox"),
            ("usage", ["prompt_tokens": .int(max(1, text.utf8.count / 4)), "completion_tokens": 1056]),
            ("cost_usd", Price.dollars(tenThousandths: 420)),
        ]
        return JSONReply.reply(.object(JSONObject([("success", true)] + members + common)))
    }

    /// Writes the file where the client wants it, below `assets/generated` as older servers do, and says where it is.
    ///
    /// The folder itself has to be there: the sandbox makes none that it was not asked for.
    func write(_ medium: Medium, prefix: String, to folder: String? = nil) throws(Refusal) -> String {
        guard let folder = folder ?? body.text("output_dir"), folder.hasPrefix("/") else {
            throw ClackyFailure.generator("output_dir must be an absolute path", "invalid_argument")
        }
        guard RegularFile.facts(folder)?.isFolder == true else {
            throw ClackyFailure.generator("output_dir is no folder: \(folder)", "invalid_argument")
        }
        let place = isExact ? folder : folder + "/assets/generated"
        let stamp = Timestamp(milliseconds: Int64(time) * 1000).compact.filter(\.isNumber)
        let random = PictureSeed("\(UInt64.random(in: 0 ... .max))").hex.prefix(8)
        let path = "\(place)/\(prefix)_\(stamp.prefix(8))_\(stamp.suffix(6))_\(random).\(medium.fileExtension)"
        do throws(FileFault) {
            try RegularFile.makeFolder(place)
            try RegularFile.write(medium.bytes, toNew: path, mode: 0o644, durable: false)
        } catch {
            throw Refusal(status: 500, message: "cannot write \(path)", type: "server_error")
        }
        return path
    }

    /// `images` wins over `image`; each is a path, base64, a data URL, or an object that holds base64.
    private static func pictures(_ body: RequestBody) throws(Refusal) -> [InputImage] {
        let values = body.fields["images"]?.array ?? [body.fields["image"]].compactMap(\.self)
        var pictures: [InputImage] = []
        for value in values where !value.isNull {
            guard let text = value.string ?? value["b64_json"]?.string else {
                throw ClackyFailure.generator("image is invalid", "invalid_argument")
            }
            pictures.append(try picture(text))
        }
        return pictures
    }

    private static func picture(_ text: String) throws(Refusal) -> InputImage {
        do throws(Refusal) {
            if text.hasPrefix("data:") { return try InputImage(dataURL: text, param: "image") }
            // Base64 of a JPEG begins with a slash too, so what is no file may still be that.
            let file = text.hasPrefix("/") ? try? RegularFile.read(text, limit: 64 << 20) : nil
            return try InputImage(file ?? Base64.decode(text) ?? [], param: "image")
        } catch {
            throw ClackyFailure.generator("image is neither a path nor base64 of a picture", "invalid_argument")
        }
    }
}
