import ExhibitCrypto
import ExhibitMedia
package import ExhibitModel
package import ExhibitPicture

/// A picture that was made on this machine, with all that it takes to make it again.
///
/// Always a PNG: its pixels are exactly what the operation gave.
package struct DerivedFile: Sendable {
    package let role: DerivedRole
    package let operation: Operation
    /// The hashes of its sources, in the operation's order.
    package let from: [Digest]
    package let bytes: [UInt8]
    package let sha256: Digest
    private let result: OperationResult
    let isSimulated: Bool
    /// Where a copy of it is delivered; nil when it only stays in the store.
    package var path: String?

    package static let mediaType = "image/png"

    package var size: PixelSize { result.size }

    package var measures: [String: Operation.Parameter] { result.measures }

    /// Of the pixels as 8-bit RGBA, row by row, not premultiplied; hashed each time, as only a record wants it.
    package var pixelsSHA256: Digest { SHA256.hash(result.pixels.bytes) }

    /// Makes the file; nothing is written or recorded yet.
    package init(
        _ role: DerivedRole,
        _ operation: Operation,
        from pictures: [KnownPicture],
        path: String? = nil
    ) throws(PictureError) {
        result = try OperationTable.apply(operation, to: pictures.map(\.source))
        isSimulated = pictures.contains(where: \.isSimulated)
        let mark = isSimulated ? [(keyword: SimulationMark.keyword, value: SimulationMark.meaning)] : []
        self.role = role
        self.operation = operation
        from = pictures.map(\.sha256)
        bytes = result.png(text: mark)
        sha256 = SHA256.hash(bytes)
        self.path = path
    }

    /// As the source of further files.
    package var picture: KnownPicture { KnownPicture(bytes) }

    /// As a file that goes into the request: `role` is the request's word for it.
    package func input(_ role: Intent.Input.Role, name: String) -> Intent.Input {
        Intent.Input(
            role: role,
            path: path ?? name,
            name: name,
            sha256: sha256,
            bytes: bytes.count,
            mediaType: Self.mediaType,
            width: size.width,
            height: size.height,
            content: bytes
        )
    }
}
