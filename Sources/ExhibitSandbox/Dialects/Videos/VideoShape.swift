import ExhibitJSON
import ExhibitServing

/// How one provider words a video job; a model `sandbox-video-NAME` chooses it wherever videos are made.
protocol VideoShape: Sendable {
    var name: String { get }
    var words: StateWords { get }
    /// Of the answer to the request that makes the job.
    var submitStatus: Int { get }
    /// Whether an answer says where the film lies; else it has to be asked for.
    var hasURL: Bool { get }
    /// `Prefer: wait` makes the answer wait for the film.
    var canWait: Bool { get }

    /// Refuses what this provider refuses before it reads the body.
    func check(_ request: ServerRequest) throws(Refusal)
    func submitted(_ report: VideoReport) -> JSONObject
    func polled(_ report: VideoReport) -> JSONObject
    func headers(_ report: VideoReport) -> [(String, String)]
    func refusal(_ refusal: Refusal) -> ServerReply
}

extension VideoShape {
    var words: StateWords { StateWords() }
    var submitStatus: Int { 200 }
    var hasURL: Bool { true }
    var canWait: Bool { false }

    func check(_ request: ServerRequest) throws(Refusal) {}
    func submitted(_ report: VideoReport) -> JSONObject { polled(report) }
    func headers(_ report: VideoReport) -> [(String, String)] { [] }
    func refusal(_ refusal: Refusal) -> ServerReply { JSONReply.refusal(refusal) }
}
