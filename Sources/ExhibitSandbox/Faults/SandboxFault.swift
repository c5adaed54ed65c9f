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

    /// One line for help.
    package var meaning: String {
        switch self {
        case .moderation: "400 moderation_blocked; :details adds moderation_details"
        case .unauthorized: "401, the key is wrong"
        case .forbidden: "403, the key may not"
        case .modelNotFound: "404 model_not_found"
        case .requestTimeout: "408"
        case .conflict: "409"
        case .unprocessable: "422"
        case .tooManyRequests: "429; :SECONDS adds Retry-After, :ms=N retry-after-ms, :never x-should-retry: false"
        case .serverError: "500"
        case .badGateway: "502 with a proxy's HTML page"
        case .unavailable: "503; arguments as for 429"
        case .gatewayTimeout: "504"
        case .unknownError: "520 with a proxy's HTML page"
        case .error: "400 in another form: :text, :detail, :list, :top, :problem, :success or :nested"
        case .echoKey: "400 whose message repeats the Authorization header"
        case .redirectPost: "the request itself is answered with 302 to the second listener"
        case .wrongType: "200 with an HTML page"
        case .garbageJSON: "200 with JSON that breaks off"
        case .endlessBody: "200 and text without end; :base64 makes it one endless picture"
        case .hang: "no answer until the client goes"
        case .emptyData: "200 with data: []"
        case .noData: "200 without data"
        case .fewer: "one picture fewer than asked"
        case .badBase64: "the first picture's base64 holds a sign that is none"
        case .echoPrompt: "revised_prompt repeats the prompt"
        case .duplicateKey: "the key data comes twice"
        case .trailing: "bytes behind the JSON"
        case .jpegAsPNG: "a JPEG that is called PNG"
        case .truncatedImage: "half a file: a PNG, a film, a sound"
        case .corruptImage: "valid base64 of a PNG whose image data has a wrong checksum"
        case .otherSize: "half the size that the reply claims; :WxH chooses it"
        case .big: "a reply of :N MiB"
        case .url: "a URL on the sandbox instead of base64; :FAULT befalls its download"
        case .dataURL: "a data: URL"
        case .path: "a server path /files/…; :v1 makes it /v1/files/…"
        case .signedURL: "a URL that is only good with its signature; :FAULT befalls its download"
        case .crossURL: "a URL on the second listener; :FAULT befalls its download"
        case .redirect: "a URL that redirects to the second listener; :N times"
        case .sseCRLF: "the lines of a stream end with CR LF"
        case .sseCR: "the lines of a stream end with CR"
        case .streamError: "an event error inside a stream, instead of its last picture"
        case .streamCut: "a stream ends before its last picture"
        case .async: "pictures come as a job to ask after, like at some gateways"
        case .jobPolls: "a job is done after :N polls in vain, instead of 2"
        case .jobFails: "a job ends failed"
        case .jobModerated: "a job ends failed with moderation_blocked"
        case .jobCancelled: "a job ends cancelled, by the provider"
        case .jobExpires: "a job is done, and its result gone"
        case .jobStuck: "a job runs for ever"
        case .jobUnknownWord: "a running job's state is a word that nobody knows"
        case .pollAfter: "openai-poll-after-ms is :N, instead of 50"
        case .poll: "asking after a job meets :FAULT, such as poll:500x2, poll:429:1x1, poll:404"
        case .result: "fetching a job's result meets :FAULT, such as result:503x1"
        case .cloud: "jobs: X-Source names a cloud"
        case .notConfigured: "clacky: no model is configured"
        case .noAspectRatio: "clacky: aspect_ratio is an INVALID_ARGUMENT, as 422; :400 makes it 400"
        case .seedance: "clacky: videos are tasks to ask after"
        case .outputDirExact: "clacky: files lie in output_dir itself, not in assets/generated below it"
        case .slow: "the answer begins after :MS milliseconds"
        case .drip: "the body comes :N bytes at a time, every 10 ms"
        case .dropBeforeHeaders: "the connection closes without an answer"
        case .dropAfterHeaders: "the connection closes after the headers"
        case .dropAfterBytes: "the connection closes after :N bytes of the body"
        case .wrongLength: "Content-Length promises :N bytes more than come"
        case .hugeHeader: "a header of :N KiB (300)"
        }
    }

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
