package import ExhibitJSON

/// An entry before the ledger gives it a place and a time.
package struct EntryDraft: Sendable, Hashable {
    package let type: EntryType
    package var run: String?
    package var task: String?
    package var attempt: Int?
    package var body: JSONObject

    package init(_ type: EntryType, run: String? = nil, task: String? = nil, attempt: Int? = nil, _ body: JSONObject) {
        self.type = type
        self.run = run
        self.task = task
        self.attempt = attempt
        self.body = body
    }
}
