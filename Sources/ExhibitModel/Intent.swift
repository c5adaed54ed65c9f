/// What is asked of a provider, before any wire form: a value that the dialects read and the record keeps.
package struct Intent: Sendable, Hashable {
    package var provider: String
    /// Which step of the look-up named the provider, such as `--provider` or `$OPENCLAW_IMAGE_PROVIDER`.
    package var providerSource: String
    package var dialect: String
    package var model: String
    package var modelSource: String
    package var mode: Mode
    /// The request's kind in the dialect's own words, such as `generations` or `edits`.
    package var route: String
    /// `--endpoint`: a path in place of the route's own.
    package var endpoint: String?
    /// As given by the caller, unchanged.
    package var prompt: String
    /// As sent: differs from ``prompt`` only when ``promptGuard`` is `applied`, or by extra JSON.
    package var sentPrompt: String
    package var promptGuard: GuardState
    /// Optional request fields in the order in which the caller gave them, by their wire names.
    package var options: [Option]
    package var inputs: [Input]
    /// The merged `--extra-json` and `--extra-json-file`, as the text of one JSON object.
    package var extraJSON: String?
    package var taskName: String
    package var taskKey: String?

    package init(
        provider: String,
        providerSource: String,
        dialect: String,
        model: String,
        modelSource: String,
        mode: Mode,
        route: String,
        endpoint: String? = nil,
        prompt: String,
        sentPrompt: String,
        promptGuard: GuardState,
        options: [Option] = [],
        inputs: [Input] = [],
        extraJSON: String? = nil,
        taskName: String,
        taskKey: String? = nil
    ) {
        self.provider = provider
        self.providerSource = providerSource
        self.dialect = dialect
        self.model = model
        self.modelSource = modelSource
        self.mode = mode
        self.route = route
        self.endpoint = endpoint
        self.prompt = prompt
        self.sentPrompt = sentPrompt
        self.promptGuard = promptGuard
        self.options = options
        self.inputs = inputs
        self.extraJSON = extraJSON
        self.taskName = taskName
        self.taskKey = taskKey
    }

    /// The option that says where a provider on this machine is to put what it makes: no part of what is asked.
    package static let outputFolder = "output_dir"

    /// One optional request field.
    package struct Option: Sendable, Hashable {
        package let name: String
        package let value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }

        /// Decimals keep the caller's digits: no document of ours holds a float.
        package enum Value: Sendable, Hashable {
            case text(String)
            /// As private as the prompt: the record holds a commitment.
            case privateText(String)
            case integer(Int)
            case decimal(String)
            case flag(Bool)
        }
    }

    /// One file that goes into the request.
    package struct Input: Sendable, Hashable {
        package enum Role: String, Sendable, Hashable {
            /// What is edited, enlarged, or a video's first frame.
            case image
            case mask
            /// What the result is to resemble.
            case reference
        }

        package let role: Role
        /// Where the caller keeps it; `-` for standard input, `data:` for a URL that holds the bytes.
        package let path: String
        /// Its last path component: private, like the path.
        package let name: String
        /// The bytes, when they are in no file.
        package let content: [UInt8]?
        package let sha256: Digest
        package let bytes: Int
        package let mediaType: String
        package let width: Int?
        package let height: Int?

        package init(
            role: Role,
            path: String,
            name: String,
            sha256: Digest,
            bytes: Int,
            mediaType: String,
            width: Int?,
            height: Int?,
            content: [UInt8]? = nil
        ) {
            self.role = role
            self.path = path
            self.name = name
            self.content = content
            self.sha256 = sha256
            self.bytes = bytes
            self.mediaType = mediaType
            self.width = width
            self.height = height
        }

        /// Nil when the probe could not tell.
        package var pixelSize: PixelSize? {
            guard let width, let height else { return nil }
            return PixelSize(width: width, height: height)
        }

        /// The bytes as they are now: a file may have changed since it was hashed.
        package func read(limit: Int = .max) throws(FileFault) -> [UInt8] {
            if let content { content } else { try RegularFile.read(path, limit: limit) }
        }
    }
}
