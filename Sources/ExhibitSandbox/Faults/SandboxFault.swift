/// What the sandbox can do wrong when it is told to: the one table of it.
///
/// The raw value is the name in `--fault NAME[:ARGUMENT][xN]`, in the header `X-Exhibit-Fault`, and in a prompt as
/// `[[fault:NAME:ARGUMENT]]`. `xN`, or `first:N:` in front, ends the fault after N requests with the same prompt.
package enum SandboxFault: String, Sendable, Hashable, CaseIterable {
    // An error instead of a picture.
    case moderation
    case unauthorized = "401"
    case forbidden = "403"
    case modelNotFound = "404"
    case requestTimeout = "408"
    case conflict = "409"
    case unprocessable = "422"
    case tooManyRequests = "429"
    case serverError = "500"
    case badGateway = "502"
    case unavailable = "503"
    case gatewayTimeout = "504"
    case unknownError = "520"
    case error
    case echoKey = "echo-key"
    case redirectPost = "redirect-post"
    case wrongType = "wrong-type"
    case garbageJSON = "garbage-json"
    case endlessBody = "endless-body"
    case hang
    // A reply that says something else than was asked.
    case emptyData = "empty-data"
    case noData = "no-data"
    case fewer
    case badBase64 = "bad-base64"
    case echoPrompt = "echo-prompt"
    case duplicateKey = "duplicate-key"
    case trailing
    // A picture that is not right.
    case jpegAsPNG = "jpeg-as-png"
    case truncatedImage = "truncated-image"
    case corruptImage = "corrupt-image"
    case otherSize = "other-size"
    case ignoresMask = "ignores-mask"
    case big
    // A picture that is referred to.
    case url
    case dataURL = "data-url"
    case path
    case signedURL = "signed-url"
    case crossURL = "cross-url"
    case redirect
    // A stream of events that ends badly, or its lines oddly.
    case sseCRLF = "sse-crlf"
    case sseCR = "sse-cr"
    case streamError = "stream-error"
    case streamCut = "stream-cut"
    // A job, and what becomes of it.
    case async
    case jobPolls = "job-polls"
    case jobFails = "job-fails"
    case jobModerated = "job-moderated"
    case jobCancelled = "job-cancelled"
    case jobExpires = "job-expires"
    case jobStuck = "job-stuck"
    case jobUnknownWord = "job-unknown-word"
    case pollAfter = "poll-after"
    case poll
    case result
    case cloud
    // A local media server with its own ideas.
    case notConfigured = "not-configured"
    case noAspectRatio = "no-aspect-ratio"
    case seedance
    case outputDirExact = "output-dir-exact"
    // A connection that fails.
    case slow
    case drip
    case dropBeforeHeaders = "drop-before-headers"
    case dropAfterHeaders = "drop-after-headers"
    case dropAfterBytes = "drop-after-bytes"
    case wrongLength = "wrong-length"
    case hugeHeader = "huge-header"

    package static var all: [SandboxFault] { allCases }

    package var name: String { rawValue }

    /// The argument is a fault of its own, for a later request.
    var isForLater: Bool {
        switch self {
        case .url, .signedURL, .crossURL, .poll, .result: true
        default: false
        }
    }

    /// At most one of these is used for a request: it takes the place of the picture.
    var replacesReply: Bool {
        switch self {
        case .moderation, .unauthorized, .forbidden, .modelNotFound, .requestTimeout, .conflict, .unprocessable,
            .tooManyRequests, .serverError, .badGateway, .unavailable, .gatewayTimeout, .unknownError, .error,
            .echoKey, .redirectPost, .wrongType, .garbageJSON, .endlessBody, .hang:
            true
        default: false
        }
    }

    /// Replaces the whole reply, or breaks its connection: what can befall a file as well as an answer.
    var befallsDownloads: Bool {
        switch self {
        case .slow, .drip, .dropBeforeHeaders, .dropAfterHeaders, .dropAfterBytes, .wrongLength, .hugeHeader: true
        default: replacesReply
        }
    }
}
