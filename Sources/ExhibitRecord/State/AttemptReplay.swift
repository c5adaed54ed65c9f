import ExhibitJSON

/// One attempt: what came before the request that may bill, that request, and the steps that followed it.
package struct AttemptReplay: Sendable {
    /// The request that may bill; the first preparation while that one has not been sent.
    package private(set) var started: Entry
    package private(set) var steps: [Entry] = []
    package private(set) var responses: [Entry] = []
    package private(set) var failure: Entry?

    init(started: Entry) {
        self.started = started
    }

    mutating func add(_ entry: Entry) {
        switch entry.type {
        case .attemptStarted where Self.step(entry) == 1:
            steps.append(started)
            started = entry
        case .responseReceived: responses.append(entry)
        case .attemptFailed where Self.step(entry) <= 1: failure = entry
        default: steps.append(entry)
        }
    }

    package var number: Int { started.attempt ?? started.body["n"]?.int ?? 0 }

    /// Whether the request that may bill was announced.
    package var wasSubmitted: Bool { Self.step(started) == 1 }

    /// The answer to the request that may bill, which named the media or the job.
    package var submitResponse: Entry? { responses.first { Self.step($0) == 1 } }

    /// The highest number of a step so far.
    package var lastStep: Int { ([started] + steps + responses).map(Self.step).max() ?? 1 }

    /// False for a request that cannot cost anything, such as the fetch of an address.
    package var bills: Bool { started.body["bills"]?.bool != false }

    /// `no`, `maybe` or `yes`: what the failure says, or yes for an attempt that brought the result.
    package var billed: String {
        guard bills else { return "no" }
        if let failure { return failure.body["billed"]?.string ?? "maybe" }
        guard wasSubmitted else { return "no" }
        return responses.contains { $0.body["kind"]?.string == "result" } ? "yes" : "maybe"
    }

    private static func step(_ entry: Entry) -> Int { entry.body["step"]?.int ?? 1 }
}
