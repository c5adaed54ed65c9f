package import ExhibitJSON

/// What an audit counts, in the order in which it tells it.
package enum AuditCount: String, Sendable, Hashable, CaseIterable {
    case entries
    case runs
    case openRuns = "open_runs"
    case tasks
    case batches
    case sessions
    case nodes
    case checkpoints
    case checkpointsUnread = "checkpoints_unread"
    case heads
    case anchors
    case tables
    case blobs
    case pictures
    case picturesRead = "pictures_read"
    case pictureBytesRead = "picture_bytes_read"
    case bodies
    case bodiesRebuilt = "bodies_rebuilt"
    case bodiesWithheld = "bodies_withheld"
    case bodiesRedacted = "bodies_redacted"
    case bodiesUnread = "bodies_unread"
    case derivationsVerified = "derivations_verified"
    case derivationsWithheld = "derivations_withheld"
    case derivationsFailed = "derivations_failed"
    case derived
    case derivedAgain = "derived_made_again"
    case derivedUnread = "derived_unread"
    case derivedSourceless = "derived_sourceless"
    case derivedUnknown = "derived_unknown"
    case prompts
    case promptsWithheld = "prompts_withheld"
    case privateValues = "private_values"
    case valuesErased = "values_erased"
    case filesErased = "files_erased"
    case verdicts
    case reviews
    case waivers
    case runFolders = "run_folders"
    case runFoldersAway = "run_folders_away"
    case runFoldersUnread = "run_folders_unread"
    case files
    case filesAway = "files_away"
    case filesReplaced = "files_replaced"
    case filesUnread = "files_unread"
    case proofs
    case attestations
    case archives
}

/// Numbers by what they count.
package struct AuditCounts: Sendable, Hashable {
    private var numbers: [AuditCount: Int] = [:]

    package init() {}

    package subscript(_ count: AuditCount) -> Int {
        get { numbers[count] ?? 0 }
        set { numbers[count] = newValue }
    }

    mutating func add(_ other: AuditCounts) {
        numbers.merge(other.numbers, uniquingKeysWith: +)
    }

    /// Every count, also those that are zero.
    package var json: JSONValue {
        .object(JSONObject(AuditCount.allCases.map { ($0.rawValue, .int(self[$0])) }))
    }
}
