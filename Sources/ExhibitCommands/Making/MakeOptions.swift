import ExhibitArguments

/// What `generate` and `edit` take: the flags of the old scripts and our own (cli.md, "Making media").
struct MakeOptions: Sendable {
    var output = OutputOptions()
    var home = HomeOptions()
    var given: Set<String> = []

    var prompt: String?
    var promptFile: String?
    var provider: String?
    var model: String?
    var endpoint: String?
    var policies: [String] = []
    var images: [String] = []
    var imageList: String?
    var mask: String?

    var size: String?
    var width: Int?
    var height: Int?
    var aspectRatio: String?
    var quality: String?
    var style: String?
    var background: String?
    var outputFormat: String?
    var inputFidelity: String?
    var count: Int?
    var seed: String?
    var negativePrompt: String?
    var steps: Int?
    var guidanceScale: String?
    var denoise: String?
    var extraJSON: String?
    var extraJSONFile: String?

    var taskName: String?
    var taskKey: String?
    var prefix: String?
    var outDir: String?
    var outputPath: String?
    var overwrite = false
    var download = true
    var markdown = false
    var markdownFrom: String?

    var timeoutMilliseconds: Int?
    var timeoutSeconds: Double?
    var maxAttempts = 3
    var retryBaseDelay = 8.0
    var retryMaxDelay = 45.0
    var retryJitter = 5.0
    var retryUnknown = false
    var raw = false
    var sendAnyway = false
    var noSend = false
    var recipient: String?
    var dryRun = false
}
