import ExhibitJSON

/// What OpenAI's `POST /videos` refuses and gateways take: unknown fields, other lengths and sizes, numbers for texts.
enum StrictVideoRules {
    private static let known: Set = ["prompt", "model", "seconds", "size", "input_reference"]
    private static let lengths: Set = ["4", "8", "12"]
    private static let sizes: Set = ["720x1280", "1280x720", "1024x1792", "1792x1024"]

    static func check(_ body: RequestBody) throws(Refusal) {
        for name in body.names where !known.contains(name) { throw .unknown(name) }
        if let seconds = body.fields["seconds"], !lengths.contains(seconds.string ?? "") {
            throw .invalid("seconds", "Invalid type or value for 'seconds': expected one of '4', '8', '12'.")
        }
        if let size = body.fields["size"], !sizes.contains(size.string ?? "") {
            throw .invalid("size", "Invalid value for 'size'.")
        }
    }
}
