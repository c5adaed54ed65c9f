import ExhibitArguments
import ExhibitModel

/// The files that go into a request, and how they travel.
struct InputOptions: Sendable {
    var images: [String] = []
    var imageList: String?
    var references: [String] = []
    var mask: String?
    var referenceKey: String?
    var referenceTransport: ReferenceTransport?
    var allowsDroppedReferences = false
    var imageTransport: ImageTransport?
    var imageField: String?
    /// Accepted from the old scripts' command lines; the command itself says it.
    var pictureMode: PictureMode?
    var videoMode: VideoMode?
    var videoReferenceMode: VideoReferenceMode?

    /// How reference images go to the provider (parity A12); `provider-json` is the old scripts' word for `json`.
    enum ReferenceTransport: String, CaseIterable, Sendable, ArgumentValue {
        case multipart, json, auto
        case withheld = "none"
        case providerJSON = "provider-json"
    }

    /// How a video's first frame goes to the provider.
    enum ImageTransport: String, CaseIterable, Sendable, ArgumentValue {
        case auto, path
        case dataURL = "data-url"
        case multipart
    }

    /// The one word of `--mode` that a command for pictures can obey.
    enum PictureMode: String, CaseIterable, Sendable, ArgumentValue {
        case image
    }

    /// The old scripts' words for what a video starts from.
    enum VideoMode: String, CaseIterable, Sendable, ArgumentValue {
        case text, animate, reference, video
    }

    /// The old scripts' words for what reference images are to a video.
    enum VideoReferenceMode: String, CaseIterable, Sendable, ArgumentValue {
        case reference, animate
    }

    var fields: [Intent.Option] {
        var fields = FieldList()
        fields.text("reference_transport", transport?.rawValue)
        fields.text("reference_key", referenceKey)
        fields.flag("allow_dropped_references", allowsDroppedReferences)
        fields.text("image_transport", imageTransport?.rawValue)
        fields.text("image_field", imageField)
        return fields.all
    }

    private var transport: ReferenceTransport? { referenceTransport == .providerJSON ? .json : referenceTransport }

    /// Whether the images of a picture are sent as references beside the prompt, not as what is edited.
    var sendsReferences: Bool {
        switch transport {
        case .json, .auto, .withheld, .providerJSON: true
        case .multipart, nil: referenceKey != nil
        }
    }
}
