package import ExhibitModel

/// The tasks that a file asks for, in its order, and what the file says about all of them.
package struct Manifest: Sendable {
    package let form: ManifestForm
    /// `batch_name`.
    package let name: String?
    /// One for each item; at least one.
    package let orders: [TaskOrder]
    package let limits: Limits
    /// What the reader of a result should know: what is not done, and keys that stand twice.
    package let notes: [Note]
    /// SHA-256 of the file's bytes, as they were given.
    package let digest: Digest

    /// What a file of source D's form may bound; nil where it says nothing.
    package struct Limits: Sendable, Hashable {
        package var maxWorkers: Int?
        /// Tasks that may be taken; those beyond it are rejected one by one.
        package var queueLimit: Int?
        package var taskTimeoutSeconds: Int?
    }
}
