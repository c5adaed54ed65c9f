import ExhibitArguments

/// What the commands of `review`, and `policy waive`, take.
struct ReviewOptions: Sendable {
    var output = OutputOptions()
    var home = HomeOptions()
    var run = ""
    var key: String?
    var reason: String?
    var file = ""
    var out: String?
    var since: String?
    var state: String?
    var verdict: String?
    var limit = 20
    var rule: String?
    var expires: String?
    var policy: String?

    static let talking: [Parameter<ReviewOptions>] = OutputOptions.rows.map { $0.at(\.output) }
    static let common: [Parameter<ReviewOptions>] = talking + HomeOptions.rows.map { $0.at(\.home) }

    static let subject = Parameter<ReviewOptions>.argument(
        "run",
        \.run,
        "The run, by the start or end of its id.",
        value: "RUN"
    )

    static let signing = Parameter<ReviewOptions>.option(
        "key",
        \.key,
        "The reviewer's key, made by review key init.",
        value: "FILE",
        required: true,
        completion: .file
    )

    static func reason(required: Bool) -> Parameter<ReviewOptions> {
        .option(
            "reason",
            \.reason,
            "Why; kept in the home, and as a commitment in the record.",
            value: "TEXT",
            essential: true,
            required: required
        )
    }
}
