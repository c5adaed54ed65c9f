package import ExhibitJSON

/// Every policy's latest verdict on a run, rule by rule (`verdict/v1`).
package struct VerdictEvidence: Sendable {
    package struct Item: Sendable {
        let entry: Int64
        let recordedOn: String
        let document: JSONValue

        /// `document` is the verdict blob, as it is.
        package init(entry: Int64, recordedOn: String, document: JSONValue) {
            self.entry = entry
            self.recordedOn = recordedOn
            self.document = document
        }
    }

    package var verdict: String
    /// The id of the policy that decides.
    package var decidedBy: String
    package var items: [Item]

    package init(verdict: String, decidedBy: String, items: [Item]) {
        self.verdict = verdict
        self.decidedBy = decidedBy
        self.items = items
    }

    package var predicate: JSONValue {
        [
            "verdict": .string(verdict), "decidedBy": .string(decidedBy),
            "verdicts": .array(
                items.map {
                    [
                        "entry": .number(JSONNumber($0.entry)), "recordedOn": .string($0.recordedOn),
                        "document": $0.document,
                    ]
                }
            ),
        ]
    }
}
