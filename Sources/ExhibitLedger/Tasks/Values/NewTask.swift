package import ExhibitModel
package import ExhibitRecord

/// A task as it is submitted.
package struct NewTask: Sendable, Hashable {
    package var id: ULID
    /// The order as canonical JSON, kept as a private value: it holds prompts and paths.
    package var order: String
    /// The place in its batch, from 1.
    package var place: Int
    /// In clear.
    package var name: String?
    /// In clear; unique among the active tasks of the home.
    package var key: String?
    /// Higher goes first.
    package var priority: Int
    /// Keys of tasks that have to complete before this one begins; at most 16.
    package var after: [String]
    /// Equal for equal requests, when the request is known before it is planned.
    package var requestTag: String?
    package var provider: String?
    package var model: String?
    /// How many pictures it may bring at most.
    package var images: Int
    /// What it may cost at most, in micro-units; nil when nobody knows.
    package var micros: Int?
    /// Why it is not to be worked on at all: recorded as `rejected`.
    package var refusal: Refusal?

    package struct Refusal: Sendable, Hashable {
        package let reason: TaskReason
        /// For people; no prompt, path or secret.
        package let note: String

        package init(_ reason: TaskReason, _ note: String) {
            self.reason = reason
            self.note = note
        }
    }

    package init(
        id: ULID,
        order: String,
        place: Int,
        name: String? = nil,
        key: String? = nil,
        priority: Int = 0,
        after: [String] = [],
        requestTag: String? = nil,
        provider: String? = nil,
        model: String? = nil,
        images: Int = 1,
        micros: Int? = nil,
        refusal: Refusal? = nil
    ) {
        self.id = id
        self.order = order
        self.place = place
        self.name = name
        self.key = key
        self.priority = priority
        self.after = after
        self.requestTag = requestTag
        self.provider = provider
        self.model = model
        self.images = images
        self.micros = micros
        self.refusal = refusal
    }
}
