package import ExhibitModel

/// The first request of a run, and what the request that may bill will say.
package struct Planned: Sendable, Hashable {
    package let request: ProviderRequest
    package let sent: Sent
    /// What the caller should know about the request, such as a field that the model does not heed.
    package let notes: [Note]
    /// The size that every picture has to have, where the request leaves no choice; nil where it does.
    package let expectedSize: PixelSize?

    package init(request: ProviderRequest, sent: Sent, notes: [Note] = [], expectedSize: PixelSize? = nil) {
        self.request = request
        self.sent = sent
        self.notes = notes
        self.expectedSize = expectedSize
    }
}

/// The fields that proof and policy look at, as they stand in the body after extra JSON was merged in.
package struct Sent: Sendable, Hashable {
    package let model: String
    package let prompt: String
    package let size: String?
    /// Nil when the body does not say it: the provider's default is one.
    package let n: Int?
    /// Names of the fields whose value extra JSON replaced, in order.
    package let overwritten: [String]
    /// How each input is called in the requests, by its index; a form's part names need no mention.
    package let inputNames: [Int: String]

    package init(
        model: String,
        prompt: String,
        size: String? = nil,
        n: Int? = nil,
        overwritten: [String] = [],
        inputNames: [Int: String] = [:]
    ) {
        self.model = model
        self.prompt = prompt
        self.size = size
        self.n = n
        self.overwritten = overwritten
        self.inputNames = inputNames
    }
}
