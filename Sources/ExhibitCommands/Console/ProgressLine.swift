import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// What a person reads of an entry while waiting: one line for each change.
enum ProgressLine {
    /// Nil for an entry that changes nothing for whoever waits.
    static func of(_ entry: Entry) -> String? {
        let body = entry.body
        return switch entry.type {
        case .requestIntent: asking(body)
        case .attemptStarted: started(entry)
        case .attemptFailed: failed(entry)
        case .responseReceived: body["step"]?.int == 1 ? "receiving   HTTP \(body["status"]?.int ?? 0)" : nil
        case .jobSubmitted, .jobStatus: job(body)
        case .jobCancel: "cancelling  the job: \(body["answer"]?.string ?? "asked")"
        default: nil
        }
    }

    /// What a failed attempt or a job's report says, without the word that begins its line.
    static func detail(_ entry: Entry) -> String? {
        switch entry.type {
        case .attemptFailed: failed(entry)
        case .jobSubmitted, .jobStatus: standing(entry.body)
        case .jobCancel: "cancelling the job: \(entry.body["answer"]?.string ?? "asked")"
        default: nil
        }
    }

    private static func asking(_ body: JSONObject) -> String {
        let mode = body["mode"]?.string.flatMap(Mode.init(rawValue:))
        let model = body["model"]?.string ?? ""
        let expectation = mode?.expectation(model: model).map { ", \($0)" } ?? ""
        return "asking      \(body["provider"]?.string ?? "")/\(model)\(expectation)"
    }

    private static func started(_ entry: Entry) -> String? {
        switch (entry.body["step"]?.int, entry.body["purpose"]?.string) {
        case (0?, _): "preparing   \(entry.body["origin"]?.string ?? "")"
        case (1?, _): "submitting  attempt \(entry.attempt ?? 0)"
        // What these say is told by their answers.
        case (_, "poll"?), (_, "cancel"?), (_, "check"?): nil
        default: "fetching    \(entry.body["origin"]?.string ?? "")"
        }
    }

    private static func failed(_ entry: Entry) -> String {
        let again = entry.body["not_before"]?.string.map { ", again at \($0)" } ?? ""
        return "attempt \(entry.attempt ?? 0) failed  \(entry.body["message"]?.string ?? "")\(again)"
    }

    private static func job(_ body: JSONObject) -> String { "waiting     \(standing(body))" }

    /// `queued, position 3` or `running, 45 %`.
    private static func standing(_ body: JSONObject) -> String {
        var words = [body["raw"]?.string ?? body["state"]?.string ?? "accepted"]
        if let position = body["position"]?.int, position > 0 { words.append("position \(position)") }
        if let progress = body["progress"]?.int { words.append("\(progress) %") }
        return words.joined(separator: ", ")
    }
}
