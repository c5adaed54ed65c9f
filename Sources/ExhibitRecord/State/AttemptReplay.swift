import ExhibitJSON

/// One attempt: the request that may bill, and the steps that followed it.
package struct AttemptReplay: Sendable {
    package let started: Entry
    package private(set) var steps: [Entry] = []
    package private(set) var responses: [Entry] = []
    package private(set) var failure: Entry?

    init(started: Entry) {
        self.started = started
    }

    mutating func add(_ entry: Entry) {
        switch entry.type {
        case .responseReceived: responses.append(entry)
        case .attemptFailed where (entry.body["step"]?.int ?? 1) == 1: failure = entry
        default: steps.append(entry)
        }
    }

    package var number: Int { started.attempt ?? started.body["n"]?.int ?? 0 }

    /// `no`, `maybe` or `yes`: what the failure says, or yes for an attempt that brought the result.
    package var billed: String {
        if let failure { return failure.body["billed"]?.string ?? "maybe" }
        return responses.contains { $0.body["kind"]?.string == "result" } ? "yes" : "maybe"
    }
}
