import ExhibitMedia
import ExhibitModel

/// A picture that came with a request.
struct InputImage: Sendable {
    let bytes: [UInt8]
    let facts: MediaFacts

    /// Any picture whose format is known; its header says what it is, not the label it came with.
    init(_ bytes: [UInt8], param: String) throws(Refusal) {
        let probed = try? MediaProbe.probe(ByteSource(bytes: bytes))  // reading from memory has no fault to lose
        guard let facts = probed, facts.kind == .image else {
            throw Refusal(
                message: "Invalid image file or mode for '\(param)'.",
                param: param,
                code: "invalid_image_file"
            )
        }
        self.bytes = bytes
        self.facts = facts
    }

    /// `data:image/png;base64,…`.
    init(dataURL: String, param: String) throws(Refusal) {
        guard dataURL.hasPrefix("data:"), let comma = dataURL.firstIndex(of: ","),
            dataURL[..<comma].hasSuffix(";base64"),
            let bytes = Base64.decode(dataURL[dataURL.index(after: comma)...])
        else {
            throw .invalid(param, "The sandbox takes pictures as data URLs in base64 only: it fetches nothing.")
        }
        try self.init(bytes, param: param)
    }

    /// By its header; nil when that says none.
    var size: (width: Int, height: Int)? {
        guard let width = facts.width, let height = facts.height else { return nil }
        return (width, height)
    }

    /// `640x480 PNG`.
    var caption: String {
        let size = facts.width.flatMap { width in facts.height.map { "\(width)x\($0) " } } ?? ""
        return size + facts.fileExtension.uppercased()
    }
}
