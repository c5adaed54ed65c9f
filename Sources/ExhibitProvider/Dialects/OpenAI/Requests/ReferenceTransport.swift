/// How reference images travel: the words of `--reference-transport`.
enum ReferenceTransport: String {
    /// As the files of an edit's form.
    case multipart
    /// As `data:` URLs in the request's JSON.
    case json
    /// As JSON first; as a form when that is refused.
    case auto
    /// Not at all.
    case leftOut = "none"

    static let option = "reference_transport"
    static let keyOption = "reference_key"
    static let droppingOption = "allow_dropped_references"
    /// The field of references in JSON; OpenAI itself has none.
    static let defaultKey = "reference_images"
}
